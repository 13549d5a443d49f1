"""A service that is made at random from a seed, for FastAPI with pydantic 1 or 2.

Its models, parameters and bodies have any combination of types and rules; the types that a
document cannot tell are left out. The argument is the seed.
"""
import random
import sys
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum, IntEnum
from typing import Any, Dict, List, Literal, Optional, Set, Tuple, Union, get_args
from uuid import UUID

import uvicorn
from fastapi import Body, Cookie, Form, Header, Path, Query
from pydantic import create_model

import service as kit

chance = random.Random(int(sys.argv[1]))
app = kit.FastAPI(title="random")
kit.app = app


def number(low: int, high: int) -> Any:
    return chance.choice([chance.randint(low, high), chance.randint(low * 4, high * 4) / 4])


class Shape:
    """A type, and the rules that a field of it may have."""

    def __init__(self, kind: Any, rules: Dict[str, Any], default: Any) -> None:
        self.kind, self.rules, self.default = kind, rules, default


def limits(low: str, high: str, most: int) -> Dict[str, Any]:
    rules: Dict[str, Any] = {}
    if chance.random() < 0.4:
        rules[low] = chance.randint(0, most)
    if chance.random() < 0.4:
        rules[high] = rules.get(low, 0) + chance.randint(0, most)
    return rules


def bounds(whole: bool) -> Dict[str, Any]:
    rules: Dict[str, Any] = {}
    if chance.random() < 0.4:
        rules[chance.choice(["ge", "gt"])] = chance.randint(-5, 5) if whole else chance.randint(-5, 5) + 0.5
    if chance.random() < 0.4:
        rules[chance.choice(["le", "lt"])] = chance.randint(6, 20) if whole else chance.randint(6, 20) + 0.5
    if chance.random() < 0.2:
        rules["multiple_of"] = chance.choice([2, 3, 5]) if whole else chance.choice([0.5, 0.25])
    return rules


ENUMS: List[Any] = []
for at in range(3):
    words = chance.sample(["red", "Green", "blue", "it's", "a b", "é"], chance.randint(1, 4))
    ENUMS.append(Enum(f"Words{at}", {f"W{i}": w for i, w in enumerate(words)}, type=str))
    ENUMS.append(IntEnum(f"Numbers{at}", {f"N{i}": n for i, n in enumerate(chance.sample(range(-3, 9), 2))}))

MODELS: List[Any] = []


def scalar() -> Shape:
    pick = chance.randrange(11)
    if pick == 0:
        rules = limits("min_length", "max_length", 4)
        if chance.random() < 0.2:
            rules["regex"] = chance.choice(["^[a-z]+$", "b+", r"^\d{2,3}$", r"^\w+\s?$", "^(x|yy)$"])
        return Shape(str, rules, "abcd")
    if pick == 1:
        return Shape(int, bounds(True), 6)
    if pick == 2:
        return Shape(float, bounds(False), 6.0)
    if pick == 3:
        return Shape(bool, {}, True)
    if pick == 4:
        return Shape(UUID, {}, None)
    if pick == 5:
        return Shape(date, {}, None)
    if pick == 6:
        return Shape(datetime, {}, None)
    if pick == 7:
        return Shape(time, {}, None)
    if pick == 8 and kit.SECOND:
        return Shape(Decimal, {}, None)
    if pick == 9:
        return Shape(Literal[tuple(chance.sample(["one", "two", "three", "it's"], chance.randint(1, 3)))], {}, None)  # type: ignore[misc]
    return Shape(chance.choice(ENUMS), {}, None)


def nested(depth: int) -> Shape:
    pick = chance.randrange(10)
    if depth <= 0 or pick < 3:
        return scalar()
    if pick == 3 and MODELS:
        return Shape(chance.choice(MODELS), {}, None)
    if pick in (4, 5):
        return Shape(List[nested(depth - 1).kind], limits("min_items", "max_items", 3), None)
    if pick == 6:
        return Shape(Dict[str, nested(depth - 1).kind], {}, None)
    if pick == 7:
        return Shape(Tuple[int, nested(depth - 1).kind], {}, None)
    if pick == 8:
        union = Union[nested(depth - 1).kind, nested(depth - 1).kind]
        while kit.SECOND and len({float, str, Decimal} & set(get_args(union))) > 1:
            union = Union[nested(depth - 1).kind, nested(depth - 1).kind]  # a document does not tell these apart
        return Shape(union, {}, None)
    if pick == 9 and MODELS:
        return Shape(chance.choice(MODELS), {}, None)
    return Shape(Set[int], {}, None)


def fields(depth: int) -> Dict[str, Any]:
    made: Dict[str, Any] = {}
    for name in chance.sample(["alpha", "beta", "gamma", "delta", "eps", "zeta"], chance.randint(1, 5)):
        shape = nested(depth)
        style = chance.random()
        if style < 0.55:
            made[name] = (shape.kind, kit.field(..., **shape.rules))
        elif style < 0.85 or shape.default is None:
            made[name] = (Optional[shape.kind], kit.field(None, **shape.rules))
        else:
            made[name] = (shape.kind, kit.field(shape.default, **shape.rules))
    return made


for at in range(4):
    base = chance.choice([kit.BaseModel, kit.BaseModel, kit.Strict])
    MODELS.append(create_model(f"Model{at}", __base__=base, **fields(2 if at else 1)))

for at in range(6):
    parameters: Dict[str, Any] = {}
    path = f"/inputs{at}"
    for name in chance.sample(["id", "key", "part"], chance.randint(0, 2)):
        shape = scalar()
        parameters[name] = (shape.kind, Path(..., **kit.renamed(shape.rules)))
        path += "/{" + name + "}"
    for name in chance.sample(["limit", "q", "flag", "since", "kind"], chance.randint(0, 4)):
        shape = scalar()
        if chance.random() < 0.25:
            shape = Shape(List[shape.kind], limits("min_items", "max_items", 3), None)
        if chance.random() < 0.5:
            parameters[name] = (shape.kind, Query(..., **kit.renamed(shape.rules)))
        else:
            parameters[name] = (Optional[shape.kind], Query(None, **kit.renamed(shape.rules)))
    for name in chance.sample(["x_trace", "x_size"], chance.randint(0, 2)):
        shape = scalar()
        parameters[name] = (shape.kind, Header(..., **kit.renamed(shape.rules)))
    if chance.random() < 0.4:
        shape = scalar()
        parameters["session"] = (Optional[shape.kind], Cookie(None))
    method = "GET"
    style = chance.random()
    if style < 0.4:
        method = "POST"
        parameters["body"] = (chance.choice(MODELS), Body(...))
    elif style < 0.55:
        method = "POST"
        parameters["first"] = (chance.choice(MODELS), Body(...))
        shape = scalar()
        parameters["second"] = (shape.kind, Body(..., **kit.renamed(shape.rules)))
    elif style < 0.7:
        method = "POST"
        for name in ("user", "age"):
            shape = scalar()
            parameters[name] = (shape.kind, Form(..., **kit.renamed(shape.rules)))
    kit.add(path, parameters, method)

if __name__ == "__main__":
    uvicorn.Server(uvicorn.Config(app, log_level="error")).run(sockets=[kit.socket.socket(fileno=3)])
