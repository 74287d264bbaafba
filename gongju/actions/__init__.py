"""The verbs: one file each, one transaction, one journal entry; page, command and test call the same thing.

Every verb takes `actor` and `now` and the rest by keyword, and raises what `gongju.errors` names. `Objected` is a
Refusal that carries every objection at once.

=========================  ==========================================================================================
verb (module)              takes -> gives
=========================  ==========================================================================================
**people and employers**
sign_in                    kind, issuer, subject, name -> User
register_person            name, identity_kind, identity_number, phone -> Person
register_employer          name, uscc, authority, agent_name, phone -> Employer
save_profile_part          part, content -> Checked                                             (save_part)
save_employer_part         part, content -> Checked                                             (save_part)
store_document             kind, title, upload, document_id -> Version                          (documents)
start_gathering, add_piece, arrange, finish_gathering, drop_gathering  kind, title -> … -> Version  (gather)
view_document              version, page -> the mark to put on what is shown
confirm_reading            version_id -> Version; paper_read asks what would be confirmed        (read_paper)
remove_document            document_id                                                          (documents)
admit_agent, admit_staff   name, issuer, subject, (office_code, roles) -> User                  (admit)
add_agent, end_agent       employer_id, user_id, name, phone / agent_id                         (add_agent)
set_tag                    employer_id, tag, on
choose_authority           authority -> Employer
ask_for_account            uscc, name -> Case
propose_particulars        case_number, content -> Checked
import_employers           content, confirm -> ImportReport
import_settled             content, confirm -> ImportReport
import_permits             content, confirm -> ImportReport
choose_territorial_office  office_id -> Office
**employment**
ask_link, withdraw_link    link_code / employment_id -> Employment                              (link)
confirm_link               employment_id, contract -> Employment
refuse_link                employment_id, reason -> Employment                                  (confirm_link)
update_contract            employment_id, contract -> Employment                                (confirm_link)
release                    employment_id, ended_on, reason, kind, document_id -> Employment
ask_release                employment_id, left_on, document_id, note -> ReleaseRequest
release_by_office          request_id, reason -> Employment
refuse_release             request_id, reason -> ReleaseRequest                                 (release_by_office)
**cases**
open_case                  type, authority / person_id -> Case
open_many                  type, person_ids -> tuple[Opened(person_id, number, refusal)]
fill                       case_number, answers -> Filled(case, faults)
hand_in, take_back         case_number, material, version_id -> HandedIn / handed_in_id         (hand_in)
move                       case_number, transition, seen_stage, seen_round, reason, acknowledged -> Case
settle_all                 -> how many cases were closed because what they were about is over     (settle)
record_finding             case_number, about_kind, about, fault, text, clause, page -> Finding  (findings)
clear_finding              case_number, finding_id                                              (findings)
mark_material              case_number, handed_in_id, state, remark
mark_all_fit               case_number, seen_round -> how many                                  (mark_material)
compare_again              (case_number) -> codes of the offices that are asked; the worker's part is take_answer
check_by_hand              case_number, office, reason -> HandCheck
waive                      case_number, criterion, reason, seen_round -> Waiver
ask_back                   case_number, why -> QuotaRequest
assign                     case_number, user_id -> Case
expedite, drop_expedite    case_number, needed_by, ground -> Expedite
remind_unanswered, close_unanswered, go_on_unanswered -> how many                                (unanswered)
daily                      now -> {what: how many}
set_calendar               days, document -> how many cases are due otherwise
**enquiries**
ask_as_visitor, ask_as_oneself  authority, topic, text, (name, phone) -> Enquiry                (enquire)
note_enquiry, answer       channel, topic, text, name / enquiry_id, text -> Enquiry             (enquire)
keep_ready, publish_help   title, text / enquiry_id, question, part, text                       (enquire)
**supervision**
impose, lift               about, kind, ground, evidence, decision, first_day / sanction_id     (impose)
draw_sample, record_result title, size -> SpotCheck / item_id, result, note, follow_up          (spot_check)
**appointments**
book, cancel_booking       case_number, (slot_id) -> Booking                                    (book)
open_slots, close_slot     first_day, last_day, hours, capacity / slot_id, reason -> how many   (open_slots)
miss_booking               booking_id, reason -> Booking                                        (open_slots)
**quota and permits**
allot                      employer_id, count, first_day, last_day, note, seen_lots -> Lot
print_confirmation         permit_number -> Printed(number, token, pdf)
freeze, unfreeze           permit_number, since, until, reason / reason -> Permit               (order)
cancel_by_decision         permit_number, reason -> Permit                                      (order)
report_retirement          permit_number, retired_on, reason -> Permit                          (order)
reissue                    permit_number, reason -> Printed | None
remind                     -> how many reminders were new; the system's, daily
verify_permit              asker, number, name, token -> Shown | None
**asking, not writing**
allowed_moves              case -> list[Move(name, title, allowed, mine, why_not, needs_reason, confirm, ends_case)]
preview                    case -> Preview(edition, on, verdict, facts, questions, papers)
openings                   person_id -> what may be opened about a person, and why not the rest   (may_open)
=========================  ==========================================================================================

Messages are read and marked in `gongju.notifications.inbox`.
"""
