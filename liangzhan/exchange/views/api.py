"""The record API: /api/v1, for platforms with a key, never for a signed-in user. Described by its own openapi.json."""

from __future__ import annotations

import datetime as dt
import logging
from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI, Query, Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.security import HttpBearer
from pydantic import Field

from liangzhan.access.actor import Actor
from liangzhan.access.addresses import client_address
from liangzhan.exchange.answering import KeyTaken, answer_once, count_call
from liangzhan.exchange.forms.records import (
    ActivityIn,
    BatchSaid,
    RecordIn,
    RecordsIn,
    RecordsOut,
    Refused,
    Said,
    sentence_of,
)
from liangzhan.exchange.models import ApiToken
from liangzhan.exchange.queries.tokens import token_by
from liangzhan.exchange.rules.api import MOST_BYTES, body_hash, key_problem, refused_content, token_problem
from liangzhan.exchange.views.api_deeds import listed, take_activity, take_call
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import today
from liangzhan.volunteers.choices import RecordState

log = logging.getLogger(__name__)
WRITING = {401: Refused, 403: Refused, 409: Refused, 413: Refused, 422: Refused, 429: Refused}


class Key(HttpBearer):
    """Authorization: Bearer <接口密钥>. A session says nothing here."""

    def authenticate(self, request: HttpRequest, token: str) -> ApiToken:
        held = token_by(token)
        if held is None:
            raise AuthenticationError(message="接口密钥不对，请核对请求头 Authorization。")
        problem = token_problem(revoked=held.revoked_at is not None, expires_on=held.expires_on, today=today())
        if problem:
            raise AuthenticationError(message=problem)
        if problem := count_call(held):
            raise HttpError(429, problem)
        return held


api = NinjaAPI(
    title="两站志愿服务记录接口",
    version="1",
    description="城市平台或站点的其他系统送来志愿服务记录、查询本范围的记录。密钥由站长或市级业务人员在“接口密钥”页生成。",
    docs_url=None,
    urls_namespace="api",
    auth=Key(),
)


def said(status: int, content: Any, **headers: str) -> HttpResponse:
    """JSON without another look at it: it was built here."""
    response = HttpResponse(orjson.dumps(content), status=status, content_type="application/json")
    for name, value in headers.items():
        response[name] = value
    return response


def write(request: HttpRequest, deed: Any) -> HttpResponse:
    """A call that writes: size, key and body are looked at; the deed runs once for each key."""
    token: ApiToken = request.auth  # type: ignore[attr-defined]
    if not token.writes:
        raise HttpError(403, "这个接口密钥只能查询，不能送来记录。")
    key = request.headers.get("Idempotency-Key", "")
    if problem := key_problem(key):
        raise RuleBroken(problem, field="Idempotency-Key")
    if int(request.headers.get("Content-Length") or 0) > MOST_BYTES:
        raise HttpError(413, "一次最多送 1 MB，请分批送。")
    try:
        body = orjson.loads(request.body)
    except orjson.JSONDecodeError:
        raise RuleBroken("正文不是 JSON，请核对。") from None
    by = Actor(uuid=token.uuid, label=f"接口·{token.name}", address=client_address(request))
    digest = body_hash(request.body, request.path)
    call, before = answer_once(token=token, key=key, digest=digest, deed=lambda: deed(token, body, by), by=by)
    return said(call.status, call.answer, **({"Idempotency-Replayed": "true"} if before else {}))


def described(schema: Any, *more: Any) -> dict[str, Any]:
    """The body for the description: it is read by hand, so that one bad row spoils no other."""
    shapes = [one.model_json_schema(ref_template="#/components/schemas/{model}") for one in (schema, *more)]
    for shape in shapes:
        shape.pop("$defs", None)
    header = {
        "name": "Idempotency-Key",
        "in": "header",
        "required": True,
        "schema": {"type": "string", "maxLength": 80},
    }
    content = {"application/json": {"schema": {"oneOf": shapes} if more else shapes[0]}}
    return {"parameters": [header], "requestBody": {"required": True, "content": content}}


@api.post(
    "/service-records",
    url_name="service-records",
    response={200: BatchSaid, 201: Said, **WRITING},
    openapi_extra=described(RecordIn, RecordsIn),
    summary="送来一条或者一批服务记录",
)
def send_records(request: HttpRequest) -> HttpResponse:
    """一条：正文就是记录，201 收下、200 以前收过、422 没有收下。一批：{"records": […]}，200 逐条回答，坏的一条不影响别的。"""
    return write(request, take_call)


@api.post(
    "/activities",
    url_name="activities",
    response={200: Said, 201: Said, **WRITING},
    openapi_extra=described(ActivityIn),
    summary="送来一项活动",
)
def send_activity(request: HttpRequest) -> HttpResponse:
    """先送活动，再送这项活动的记录。"""
    return write(request, take_activity)


class Wanted(Schema):
    since: dt.date | None = Field(None, description="服务日期自")
    until: dt.date | None = Field(None, description="服务日期至")
    state: RecordState | None = Field(None, description="状态")
    mine: bool = Field(False, description="只看本平台送来的")
    cursor: str = ""
    size: int = Field(50, ge=1, le=500)


@api.get(
    "/service-records",
    url_name="service-record-list",
    response={200: RecordsOut, 401: Refused, 403: Refused, 422: Refused, 429: Refused},
    summary="查询本范围的服务记录",
)
def list_records(request: HttpRequest, wanted: Query[Wanted]) -> HttpResponse:
    """按固定顺序翻页：next 不为空时带上 cursor 再取。翻页期间新来的记录不会使已取的重复或漏掉。"""
    token: ApiToken = request.auth  # type: ignore[attr-defined]
    if not token.reads:
        raise HttpError(403, "这个接口密钥只能送来记录，不能查询。")
    return said(200, listed(token, wanted))


@api.exception_handler(AuthenticationError)
def not_known(request: HttpRequest, fault: AuthenticationError) -> HttpResponse:
    text = (
        fault.message
        if fault.message != "Unauthorized"
        else "请在请求头 Authorization 里写明接口密钥；登录页面的账户不能用于接口。"
    )
    return said(401, {"error": {"field": "Authorization", "message": text}}, **{"WWW-Authenticate": "Bearer"})


@api.exception_handler(HttpError)
def refused(request: HttpRequest, fault: HttpError) -> HttpResponse:
    return said(fault.status_code, {"error": {"field": "", "message": str(fault)}})


@api.exception_handler(RuleBroken)
def broken(request: HttpRequest, fault: RuleBroken) -> HttpResponse:
    return said(409 if isinstance(fault, KeyTaken) else 422, refused_content(fault))


@api.exception_handler(ValidationError)
def unread(request: HttpRequest, fault: ValidationError) -> HttpResponse:
    field, message = sentence_of(fault.errors[0])
    return said(422, {"error": {"field": field, "message": message}})


@api.exception_handler(Exception)
def failed(request: HttpRequest, fault: Exception) -> HttpResponse:
    """Where it broke goes to the log, what it was about does not."""
    log.error("the record API failed: %s", type(fault).__name__)
    return said(500, {"error": {"field": "", "message": "平台出错，没有收下。请用同一请求编号稍后再送。"}})
