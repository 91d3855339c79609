"""What a paper has posted."""

from django.db import models

from liangzhan.toolkit.encrypted import EncryptedTextField


class Counted(models.Model):
    """A paper that counts in the ledger. `counted` is the line as it was posted, so that the ledger can be compared with
    the paper also after a merge or a change of category; "" while nothing is posted. `counted_version` 2: taken back."""

    counted = EncryptedTextField("入账内容", blank=True, max_length=2000)
    counted_version = models.PositiveSmallIntegerField("入账版本", default=0)

    class Meta:
        abstract = True
