"""What keeps public words true: teams asked, readers, one mail about a study."""

import django.db.models.deletion
import portal.lib.crypto
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('contacts', '0023_criteria_rulings'),
        ('trials', '0011_freshness'),
    ]

    operations = [
        migrations.CreateModel(
            name='UpkeepMailbox',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address_hash', models.CharField(max_length=64, unique=True)),
                ('is_refused', models.BooleanField(default=False)),
                ('asked_at', models.DateTimeField(blank=True, null=True)),
                ('unanswered', models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                'verbose_name': 'mailbox that is asked',
                'verbose_name_plural': 'mailboxes that are asked',
                'ordering': ['pk'],
            },
        ),
        migrations.AlterField(
            model_name='auditevent',
            name='verb',
            field=models.CharField(choices=[('CRITERIA_RULED', 'Ruled how criteria are shown'), ('ENQUIRY_SENT', 'Enquiry received'), ('ENQUIRY_OPENED', 'Enquiry opened by the team'), ('TEAM_LINK_OPENED', 'Read by a mailbox through its link'), ('ENQUIRY_ANSWERED', 'Enquiry answered'), ('ENQUIRY_CLOSED', 'Enquiry closed'), ('ENQUIRY_REOPENED', 'Enquiry opened again'), ('ENQUIRY_CLAIMED', 'Somebody takes care of it'), ('ENQUIRY_RELEASED', 'Nobody takes care of it any more'), ('ENQUIRY_CALMED', 'Read, and not urgent'), ('ENQUIRY_SNOOZED', 'Put off to a later day'), ('ENQUIRY_PASSED_ON', 'Passed on to another site'), ('ENQUIRY_REROUTED', 'Sent to another mailbox'), ('ENQUIRY_WITHDRAWN', 'Taken back by the family'), ('ENQUIRY_ERASED', 'Erased'), ('ENQUIRY_EXPORTED', 'Enquiries exported'), ('FAMILY_WROTE', 'The family wrote'), ('REPLY_UNDONE', 'An answer was taken back before it left'), ('CALL_TRIED', 'The team tried to call'), ('REMARK_ADDED', 'Internal remark added'), ('CONTACT_CORRECTED', 'Contact details corrected'), ('TEAM_REMINDED', 'Team reminded'), ('DESK_TOLD', 'Portal desk told'), ('SITE_OFFERED', 'Another site offered to the family'), ('ACCESS_REFUSED', 'Staff asked for what is not theirs'), ('STAFF_INVITED', 'Staff member invited'), ('STAFF_JOINED', 'Staff member joined'), ('TEAM_CHANGED', 'Team settings changed'), ('STAFF_LEFT', 'Staff member removed from a team'), ('ACCOUNT_CLOSED', 'Staff member has left'), ('SECOND_FACTOR_RESET', 'Second factor reset'), ('TEAM_FORMED', 'Team set up'), ('TEAMS_EXPORTED', 'List of teams exported'), ('TEAMS_FROM_FILE', 'Teams set up from a file'), ('MAILBOX_ADDED', 'Mailbox of a team added'), ('MAILBOX_VERIFIED', 'Mailbox confirmed by its readers'), ('MAILBOX_CHANGED', 'Mailbox of a team changed'), ('MAILBOX_REMOVED', 'Mailbox of a team removed'), ('FACILITY_CHANGED', 'Hospital changed'), ('PLACES_PROPOSED', 'Places proposed for hospitals'), ('PLACES_CONFIRMED', 'Places of a hospital confirmed'), ('PLACES_REFUSED', 'Places are not of a hospital'), ('TEAM_ASKED', 'A mailbox asked whether its studies take people'), ('TEAM_TOLD', 'A mailbox told whether its studies take people'), ('CORRECTION_HANDLED', "A reader's correction handled"), ('INVITATION_REVOKED', 'Invitation taken back'), ('MAILBOX_LIFTED', 'A mailbox is used again'), ('MAIL_PLACED', 'An incoming e-mail put into its conversation'), ('SENDER_ACCEPTED', 'Another address taken as theirs'), ('MAIL_DELETED', 'An incoming e-mail deleted by the desk'), ('ROLES_CHANGED', 'Roles of an account changed'), ('TEMPLATE_CHANGED', 'Prepared answer changed'), ('EMAIL_SENT', 'E-mail taken over by the mail server'), ('EMAIL_BOUNCED', 'E-mail came back'), ('EMAIL_FAILED', 'E-mail could not be sent'), ('EMAIL_RETRIED', 'E-mail queued again by hand'), ('ALERTS_STOPPED', 'Alerts stopped for an address'), ('ALERTS_ERASED', 'Alerts erased'), ('ALERTS_HALTED', 'Sending of alerts halted by the desk'), ('ALERTS_RESUMED', 'Sending of alerts resumed by the desk')], max_length=32),
        ),
        migrations.AlterField(
            model_name='outgoingemail',
            name='purpose',
            field=models.CharField(choices=[('ENQUIRY_TO_TEAM', 'Enquiry to the site team'), ('ARRIVAL_TO_MEMBER', 'New enquiry, to a member of the team'), ('ARRIVALS_OF_A_DAY', 'New enquiries of a day, to a member'), ('COPY_TO_SENDER', 'Copy to the sender'), ('ANSWER_TO_FAMILY', 'Answer to the family'), ('MESSAGE_TO_TEAM', 'Another message to the site team'), ('REMINDER_TO_TEAM', 'Reminder to the site team'), ('NOTICE_TO_DESK', 'Notice to the portal desk'), ('NOTICE_TO_TEAM', 'Notice to the site team'), ('OFFER_TO_FAMILY', 'Offer of another site'), ('NOTICE_TO_FAMILY', 'Notice to the family'), ('LINK_TO_FAMILY', "Link to the family's page"), ('ADDRESS_CHECK', 'Check of a new address'), ('INVITATION', 'Invitation of a staff member'), ('ACCOUNT', 'About a staff account'), ('ASK_TEAM', 'Question to a team whether its studies take people'), ('CONFIRM_WATCH', 'Request to confirm one mail about a study'), ('WATCHED_STUDY', 'What somebody waited for'), ('CORRECTION_TOLD', 'What became of a correction'), ('CONFIRM_ALERTS', 'Request to confirm alerts'), ('ALERTS', 'Alerts'), ('ALERTS_END_SOON', 'Notice that alerts will end')], max_length=24),
        ),
        migrations.AlterField(
            model_name='trouble',
            name='purpose',
            field=models.CharField(blank=True, choices=[('ENQUIRY_TO_TEAM', 'Enquiry to the site team'), ('ARRIVAL_TO_MEMBER', 'New enquiry, to a member of the team'), ('ARRIVALS_OF_A_DAY', 'New enquiries of a day, to a member'), ('COPY_TO_SENDER', 'Copy to the sender'), ('ANSWER_TO_FAMILY', 'Answer to the family'), ('MESSAGE_TO_TEAM', 'Another message to the site team'), ('REMINDER_TO_TEAM', 'Reminder to the site team'), ('NOTICE_TO_DESK', 'Notice to the portal desk'), ('NOTICE_TO_TEAM', 'Notice to the site team'), ('OFFER_TO_FAMILY', 'Offer of another site'), ('NOTICE_TO_FAMILY', 'Notice to the family'), ('LINK_TO_FAMILY', "Link to the family's page"), ('ADDRESS_CHECK', 'Check of a new address'), ('INVITATION', 'Invitation of a staff member'), ('ACCOUNT', 'About a staff account'), ('ASK_TEAM', 'Question to a team whether its studies take people'), ('CONFIRM_WATCH', 'Request to confirm one mail about a study'), ('WATCHED_STUDY', 'What somebody waited for'), ('CORRECTION_TOLD', 'What became of a correction'), ('CONFIRM_ALERTS', 'Request to confirm alerts'), ('ALERTS', 'Alerts'), ('ALERTS_END_SOON', 'Notice that alerts will end')], max_length=24),
        ),
        migrations.CreateModel(
            name='UpkeepLetter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token_hash', models.CharField(max_length=64, unique=True)),
                ('language', models.CharField(max_length=16)),
                ('asked_at', models.DateTimeField()),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('mailbox', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='letters', to='contacts.upkeepmailbox')),
            ],
            options={
                'verbose_name': 'question to a mailbox',
                'verbose_name_plural': 'questions to mailboxes',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='UpkeepPlace',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('answer', models.CharField(blank=True, choices=[('TAKES', 'It still takes people'), ('CLOSED', 'It takes nobody any more'), ('UNSURE', 'We cannot say')], default='', max_length=8)),
                ('letter', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='places', to='contacts.upkeepletter')),
                ('site', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='trials.studysite')),
                ('study', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='trials.study')),
            ],
            options={
                'verbose_name': 'study that a mailbox is asked about',
                'verbose_name_plural': 'studies that mailboxes are asked about',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Correction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('part', models.CharField(choices=[('STATE', 'It takes nobody any more, or it does again'), ('PLACE', 'A place or its address'), ('CONTACT', 'Whom to ask, a telephone number, an e-mail address'), ('WORDS', 'The words: not clear, or not true'), ('OTHER', 'Something else')], max_length=8)),
                ('text', portal.lib.crypto.EncryptedTextField()),
                ('email', portal.lib.crypto.EncryptedTextField(blank=True)),
                ('language', models.CharField(max_length=16)),
                ('state', models.CharField(choices=[('NEW', 'New'), ('LOOKING', 'We are looking into it'), ('PUT_RIGHT', 'Put right'), ('AS_IT_IS', 'It is as the record says')], default='NEW', max_length=12)),
                ('created_at', models.DateTimeField()),
                ('settled_at', models.DateTimeField(blank=True, null=True)),
                ('handled_by', models.CharField(blank=True, max_length=64)),
                ('study', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='corrections', to='trials.study')),
            ],
            options={
                'verbose_name': 'correction',
                'verbose_name_plural': 'corrections',
                'ordering': ['-created_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('settled_at__isnull', False), ('state__in', ('PUT_RIGHT', 'AS_IT_IS'))), models.Q(models.Q(('state__in', ('PUT_RIGHT', 'AS_IT_IS')), _negated=True), ('settled_at__isnull', True)), _connector='OR'), name='correction_settled_has_time')],
            },
        ),
        migrations.CreateModel(
            name='Watcher',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('awaited', models.CharField(choices=[('begins', 'that the study begins'), ('results', 'what was found')], max_length=8)),
                ('email', portal.lib.crypto.EncryptedTextField()),
                ('email_hash', models.CharField(db_index=True, max_length=64)),
                ('token_hash', models.CharField(max_length=64, unique=True)),
                ('language', models.CharField(max_length=16)),
                ('asked_at', models.DateTimeField()),
                ('confirmed_at', models.DateTimeField(blank=True, null=True)),
                ('study', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='watchers', to='trials.study')),
            ],
            options={
                'verbose_name': 'somebody who waits for a study',
                'verbose_name_plural': 'people who wait for a study',
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('study', 'awaited', 'email_hash'), name='watcher_once')],
            },
        ),
    ]
