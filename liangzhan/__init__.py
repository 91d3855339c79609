"""Liangzhan (两站): a province's social work stations and volunteer service stations, planned, built, run and accounted for."""
