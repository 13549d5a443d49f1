"""A service with inputs of every kind, for FastAPI with pydantic 1 and with pydantic 2.

Every operation does nothing: only what the framework refuses matters. File descriptor 3 is
the socket that the service listens on.
"""
import inspect
import socket
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum, IntEnum
from typing import Any, Dict, List, Literal, Optional, Set, Tuple, Union
from uuid import UUID

import pydantic
import uvicorn
from fastapi import Body, Cookie, FastAPI, File, Form, Header, Path, Query, UploadFile
from pydantic import BaseModel, Field

SECOND = pydantic.VERSION.startswith("2")


def renamed(rules: Dict[str, Any]) -> Dict[str, Any]:
    """The names of rules as the version has them."""
    new = {"regex": "pattern", "min_items": "min_length", "max_items": "max_length"}
    return {new.get(k, k) if SECOND else k: v for k, v in rules.items()}


def field(default: Any = ..., **rules: Any) -> Any:
    return Field(default, **renamed(rules))


if SECOND:
    class Strict(BaseModel):
        model_config = {"extra": "forbid"}

    class Loose(BaseModel):
        model_config = {"extra": "allow"}
else:
    class Strict(BaseModel):
        class Config:
            extra = "forbid"

    class Loose(BaseModel):
        class Config:
            extra = "allow"


class Done(BaseModel):
    done: Literal["yes"]


class Colour(str, Enum):
    RED = "red"
    GREEN = "green"
    BLUE = "blue"


class Level(IntEnum):
    LOW = 1
    HIGH = 2


class Size(BaseModel):
    width: int = field(gt=0, le=1000)
    height: int = field(gt=0, le=1000)
    depth: Optional[float] = field(None, ge=0, lt=10.5)


class Tag(Strict):
    name: str = field(min_length=1, max_length=8)
    weight: float = 1.0


class Cat(BaseModel):
    kind: Literal["cat"]
    lives: int = field(9, ge=1, le=9)


class Dog(BaseModel):
    kind: Literal["dog"]
    name: str


class Item(BaseModel):
    name: str = field(min_length=2, max_length=10)
    code: str = field("AA-0", regex="^[A-Z]{2}-[0-9]+$")
    count: int = field(1, ge=1, le=100, multiple_of=1)
    price: float = field(gt=0)
    active: bool = True
    colour: Colour = Colour.RED
    level: Optional[Level] = None
    owner: UUID
    made: Optional[date] = None
    sold: Optional[datetime] = None
    size: Optional[Size] = None
    tags: List[Tag] = field([], max_items=3)
    scores: Dict[str, int] = {}
    anything: Any = None


class Extra(Loose):
    known: int


class Node(BaseModel):
    value: int
    next: Optional["Node"] = None
    children: List["Node"] = []


if SECOND:
    Node.model_rebuild()
else:
    Node.update_forward_refs()


class Aliased(BaseModel):
    first_name: str = field(alias="firstName")
    shoe_size: int = field(42, alias="shoeSize", ge=20)


class Pets(BaseModel):
    pet: Union[Cat, Dog] = field(discriminator="kind")
    others: List[Union[Cat, Dog]] = []


app = FastAPI(title="every kind of input", version="1")

SCALARS: Dict[str, Any] = {
    "string": str,
    "integer": int,
    "number": float,
    "boolean": bool,
    "decimal": Decimal,
    "uuid": UUID,
    "date": date,
    "datetime": datetime,
    "time": time,
    "duration": timedelta,
    "colour": Colour,
    "level": Level,
    "one": Literal["one"],
    "some": Literal["one", "two", "three"],
}

RULES: Dict[str, Tuple[Any, Dict[str, Any]]] = {
    "short": (str, {"min_length": 2, "max_length": 4}),
    "pattern": (str, {"regex": "^[a-z]+-[0-9]{2}$"}),
    "between": (int, {"ge": 1, "le": 10}),
    "open": (int, {"gt": 1, "lt": 10}),
    "even": (int, {"multiple_of": 2}),
    "share": (float, {"ge": 0, "lt": 1.5}),
    "quarter": (float, {"multiple_of": 0.25}),
    "amount": (Decimal, {"gt": 0, "le": 99.5}),
}

PLACES = {"query": Query, "header": Header, "cookie": Cookie}


def add(path: str, parameters: Dict[str, Tuple[Any, Any]], method: str = "GET") -> None:
    """Adds an operation with these parameters: name, type and default."""
    async def operation(**given: Any) -> Any:
        return Done(done="yes")

    operation.__name__ = path.strip("/").replace("/", "_").replace("{", "").replace("}", "") + "_" + method.lower()
    operation.__signature__ = inspect.Signature([  # type: ignore[attr-defined]
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=kind)
        for name, (kind, default) in parameters.items()])
    app.add_api_route(path, operation, methods=[method], response_model=Done)


for name, kind in SCALARS.items():
    for place, made in PLACES.items():
        add(f"/{place}/{name}", {"value": (kind, made(...))})
    add(f"/path/{name}/{{value}}", {"value": (kind, Path(...))})
    add(f"/body/{name}", {"value": (kind, Body(...))}, "POST")
    add(f"/list/{name}", {"value": (List[kind], Body(...))}, "POST")
    add(f"/optional/{name}", {"value": (Optional[kind], Query(None))})
    add(f"/nullable/{name}", {"value": (Optional[kind], Body(...))}, "POST")
for name, (kind, rules) in RULES.items():
    add(f"/query/{name}", {"value": (kind, Query(..., **renamed(rules)))})
    add(f"/path/{name}/{{value}}", {"value": (kind, Path(..., **renamed(rules)))})
    add(f"/header/{name}", {"value": (kind, Header(..., **renamed(rules)))})
    add(f"/body/{name}", {"value": (kind, Body(..., **renamed(rules)))}, "POST")

add("/query/list", {"value": (List[int], Query(...))})
add("/query/texts", {"value": (List[str], Query(["a"], **renamed({"min_length": 1})) if not SECOND else Query(["a"]))})
add("/query/colours", {"value": (Optional[List[Colour]], Query(None))})
add("/query/few", {"value": (List[int], Query(..., **renamed({"min_items": 2, "max_items": 3})))})
add("/query/set", {"value": (Set[int], Query(...))})
add("/query/union", {"value": (Union[int, bool], Query(...))})
add("/query/alias", {"value": (int, Query(..., alias="other-name"))})
add("/header/list", {"value": (List[int], Header(...))})
add("/header/names", {"x_request_number": (int, Header(...)), "plain_name": (int, Header(5, convert_underscores=False))})
add("/many/{first}/{second}", {
    "second": (int, Path(..., ge=1)),
    "first": (UUID, Path(...)),
    "limit": (int, Query(10, le=100)),
    "flag": (bool, Query(...)),
    "day": (Optional[date], Query(None)),
    "x_trace": (UUID, Header(...)),
    "session": (int, Cookie(...)),
    "body": (Item, Body(...)),
}, "PUT")
add("/users/me", {})
add("/users/{user}", {"user": (int, Path(...))})
add("/users/{user}", {"user": (int, Path(...))}, "DELETE")
add("/users/{user}/", {"user": (int, Path(...)), "body": (Size, Body(...))}, "POST")
add("/models/item", {"item": (Item, Body(...))}, "POST")
add("/models/optional", {"item": (Optional[Size], Body(None))}, "POST")
add("/models/tag", {"tag": (Tag, Body(...))}, "POST")
add("/models/extra", {"extra": (Extra, Body(...))}, "POST")
add("/models/node", {"node": (Node, Body(...))}, "POST")
add("/models/aliased", {"it": (Aliased, Body(...))}, "POST")
add("/models/pets", {"it": (Pets, Body(...))}, "POST")
add("/models/embedded", {"size": (Size, Body(..., embed=True))}, "POST")
add("/models/two", {"size": (Size, Body(...)), "tag": (Tag, Body(...)), "note": (Optional[str], Body(None)), "level": (int, Body(3, ge=1))}, "POST")
add("/models/list", {"sizes": (List[Size], Body(..., **renamed({"min_items": 1, "max_items": 3})))}, "POST")
add("/models/dict", {"sizes": (Dict[str, Size], Body(...))}, "POST")
add("/models/numbers", {"it": (Dict[int, float], Body(...))}, "POST")
add("/models/free", {"it": (Dict[str, Any], Body(...))}, "POST")
add("/models/set", {"it": (Set[int], Body(...))}, "POST")
add("/models/pair", {"it": (Tuple[int, str], Body(...))}, "POST")
add("/models/any", {"it": (Any, Body(...))}, "POST")
add("/models/union", {"it": (Union[int, Size], Body(...))}, "POST")
add("/models/scalars", {"it": (Union[int, float, bool], Body(...))}, "POST")
add("/models/choice", {"it": (Union[Size, Tag, List[int]], Body(...))}, "POST")
add("/models/nested", {"it": (List[List[int]], Body(...))}, "POST")
add("/models/fields", {"it": (Optional[Dict[str, Optional[List[Level]]]], Body(...))}, "POST")
add("/forms/login", {"user": (str, Form(..., **renamed({"min_length": 2}))), "age": (int, Form(...)), "admin": (bool, Form(False)), "colour": (Optional[Colour], Form(None))}, "POST")
add("/forms/one", {"value": (int, Form(...))}, "POST")
add("/forms/list", {"value": (List[int], Form(...)), "note": (str, Form(""))}, "POST")
add("/forms/file", {"file": (UploadFile, File(...)), "title": (str, Form(...)), "size": (int, Form(1, ge=1))}, "POST")
add("/forms/files", {"files": (List[UploadFile], File(...))}, "POST")
add("/forms/optional", {"file": (Optional[UploadFile], File(None)), "count": (Optional[int], Form(None))}, "POST")

if __name__ == "__main__":
    uvicorn.Server(uvicorn.Config(app, log_level="error")).run(sockets=[socket.socket(fileno=3)])
