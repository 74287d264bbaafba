"""The work calendar of the published years as the chinesecalendar library knows them."""

from functools import cache

from chinese_calendar import constants

from .calendar import WorkCalendar


@cache
def published_calendar() -> WorkCalendar:
    """Every year the library was issued with; later years are counted on weekdays, provisionally."""
    exceptions = dict.fromkeys(constants.holidays, False) | dict.fromkeys(constants.workdays, True)
    return WorkCalendar({day.year for day in constants.holidays}, exceptions)
