"""Password rule of GB/T 22239: at least 8 characters with three of four classes."""

from django.core.exceptions import ValidationError


def character_classes(password: str) -> int:
    """How many of the classes lower case, upper case, digit, other occur."""
    return sum(
        any(test(char) for char in password)
        for test in (str.islower, str.isupper, str.isdigit, lambda char: not char.isalnum())
    )


class ThreeClassesValidator:
    """Three of the four classes must occur."""

    def validate(self, password, user=None):
        if character_classes(password) < 3:
            raise ValidationError(self.get_help_text(), code="password_too_plain")

    def get_help_text(self):
        return "密码至少 8 位，并包含大写字母、小写字母、数字、符号中的三类。"
