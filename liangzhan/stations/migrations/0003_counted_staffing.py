from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('stations', '0002_roster_and_closing'),
    ]

    operations = [
        migrations.AddField(
            model_name='staffdeclaration',
            name='counted',
            field=models.BooleanField(default=False, verbose_name='由人员名册统计'),
        ),
    ]
