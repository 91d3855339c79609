"""Questions of the programme, by noun. Pure: no query, no clock."""
