"""Transcriptions, made with FastAPI: its own /openapi.json is the description.

The first argument is a defect, or "none". A job moves with the requests that the service
receives. File descriptor 3 is the socket it listens on.
"""
import socket
import sys
from datetime import datetime, timedelta, timezone
from enum import Enum
from typing import List, Optional
from uuid import UUID, uuid5, NAMESPACE_URL

import uvicorn
from fastapi import FastAPI, HTTPException, Query, Request
from pydantic import BaseModel

DEFECT = sys.argv[1]
EPOCH = datetime.now(timezone.utc).replace(microsecond=0) - timedelta(hours=1)


class Status(str, Enum):
    queued = "queued"
    processing = "processing"
    completed = "completed"
    error = "error"


class NewTranscription(BaseModel):
    audio_url: str

    class Config:
        schema_extra = {"example": {"audio_url": "https://example.com/a.wav"}}


class Transcription(BaseModel):
    id: UUID
    audio_url: str
    status: Status
    created_at: datetime
    completed_at: Optional[datetime] = None
    error: Optional[str] = None


class Page(BaseModel):
    transcriptions: List[Transcription]
    total: int


app = FastAPI()
now = 0
jobs = []


def add(audio_url: str, born: int, works: int, fails: bool = False):
    jobs.append({"id": uuid5(NAMESPACE_URL, str(len(jobs))), "audio_url": audio_url, "born": born, "works": works, "fails": fails})
    return jobs[-1]


for i in range(4):
    add("https://example.com/%d.wav" % i, -100 + i, 20, i == 1)
add("https://example.com/long.wav", 0, 60)


def show(job) -> Transcription:
    age, status, ended, error = now - job["born"], Status.queued, None, None
    at = lambda seconds: EPOCH + timedelta(seconds=seconds)
    if age >= job["works"]:
        status, ended = Status.completed, at(job["born"] + job["works"])
        if job["fails"]:
            status, error = Status.error, "the audio is silent"
    elif age > 2:
        status = Status.processing
    if DEFECT == "goes-back" and now > 30 and job is jobs[0]:
        status, ended = Status.processing, None
    if DEFECT == "ends-too-early" and job is jobs[0]:
        ended = at(job["born"] - 60)
    return Transcription(id=job["id"], audio_url=job["audio_url"], status=status, created_at=at(job["born"]), completed_at=ended, error=error)


@app.middleware("http")
async def tick(request: Request, call_next):
    global now
    now += 1
    return await call_next(request)


@app.post("/transcriptions", response_model=Transcription, status_code=201)
async def start(wanted: NewTranscription):
    return show(add("https://example.com/other.wav" if DEFECT == "not-kept" else wanted.audio_url, now, 8))


@app.get("/transcriptions", response_model=Page)
async def list_all(limit: int = Query(20, ge=1, le=100), offset: int = Query(0, ge=0)):
    return Page(transcriptions=[show(j) for j in jobs[offset:offset + limit]], total=len(jobs))


@app.get("/transcriptions/{transcription_id}", response_model=Transcription, responses={404: {"description": "Unknown"}})
async def get_one(transcription_id: UUID):
    for job in jobs:
        if job["id"] == transcription_id:
            return show(job)
    if DEFECT == "unknown-fails":
        raise HTTPException(500, "KeyError")
    raise HTTPException(404, "there is no such transcription")


if __name__ == "__main__":
    uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="off")).run([socket.socket(fileno=3)])
