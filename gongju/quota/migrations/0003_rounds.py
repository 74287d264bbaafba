"""Rounds, what was asked for in them, and the clause of a movement; a lot is never extended."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from gongju import append_only


class Migration(migrations.Migration):

    dependencies = [
        ('casework', '0005_case_territorial_office'),
        ('people', '0001_initial'),
        ('quota', '0002_append_only'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        *append_only.allow('quota_movement', 'update', 'delete'),
        migrations.AddField(
            model_name='movement',
            name='clause',
            field=models.CharField(blank=True, default='', max_length=60, verbose_name='依据'),
        ),
        migrations.CreateModel(
            name='QuotaRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('asked', models.PositiveIntegerField(verbose_name='申报数量')),
                ('again', models.BooleanField(default=False, verbose_name='二次申报')),
                ('proposed', models.PositiveIntegerField(blank=True, null=True, verbose_name='建议数量')),
                ('places', models.PositiveIntegerField(blank=True, null=True, verbose_name='拟核定')),
                ('reason', models.CharField(blank=True, default='', max_length=200, verbose_name='调整理由')),
                ('case', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='quota_request', to='casework.case')),
                ('set_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.AddField(
            model_name='lot',
            name='request',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='lot', to='quota.quotarequest'),
        ),
        migrations.CreateModel(
            name='Round',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('authority', models.CharField(max_length=40, verbose_name='主管地区')),
                ('code', models.CharField(max_length=40)),
                ('first_day', models.DateField(verbose_name='所在期间的第一天')),
                ('opens', models.DateField(blank=True, null=True, verbose_name='申报开始')),
                ('closes', models.DateField(blank=True, null=True, verbose_name='申报截止')),
                ('total', models.PositiveIntegerField(blank=True, null=True, verbose_name='总量')),
                ('allotted', models.PositiveIntegerField(default=0, verbose_name='已分配')),
                ('state', models.CharField(choices=[('draft', '分配中'), ('publishing', '正在公布'), ('published', '已公布')], default='draft', max_length=12, verbose_name='状态')),
                ('granted_at', models.DateTimeField(blank=True, null=True, verbose_name='公布时间')),
                ('run', models.CharField(blank=True, default='', max_length=40)),
                ('scoring', models.JSONField(blank=True, default=dict, verbose_name='计分办法')),
            ],
            options={
                'ordering': ['-first_day', 'code'],
                'constraints': [models.UniqueConstraint(fields=('authority', 'code', 'first_day'), name='round_once'), models.CheckConstraint(condition=models.Q(('total__isnull', True), ('allotted__lte', models.F('total')), _connector='OR'), name='round_never_over_total'), models.CheckConstraint(condition=models.Q(models.Q(('closes__isnull', True), ('opens__isnull', True)), ('closes__gte', models.F('opens')), _connector='OR'), name='round_days_order'), models.CheckConstraint(condition=models.Q(('state', 'draft'), ('granted_at__isnull', False), _connector='OR'), name='round_granted_at_a_time')],
            },
        ),
        migrations.AddField(
            model_name='quotarequest',
            name='round',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='requests', to='quota.round'),
        ),
        migrations.CreateModel(
            name='NamedApplicant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='named_applicants', to='casework.case')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
            ],
            options={
                'ordering': ['at', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('case', 'person'), name='named_once')],
            },
        ),
        *append_only.forbid('quota_movement', 'update', 'delete'),
        *append_only.forbid('quota_lot', 'update', unless='NEW.last_day <= OLD.last_day AND NEW.first_day = OLD.first_day'),
    ]
