"""A small service made with FastAPI from the published models.

The contract's tests check it: what the framework itself does must never be a
finding. Executions are kept in memory; each is pending for a moment, is then
started, and ends a moment later. File descriptor 3 is the socket it listens on.
"""
import asyncio
import socket
from datetime import datetime, timedelta, timezone
from enum import Enum
from typing import Any, Dict, List, Literal, Optional, Union
from uuid import UUID, uuid4

import uvicorn
from fastapi import Cookie, FastAPI, HTTPException
from pydantic import BaseModel, Field


class StatusEnum(str, Enum):
    PENDING = "PENDING"
    SUCCESS = "SUCCESS"
    ERROR = "ERROR"
    PARTIAL_SUCCESS = "PARTIAL_SUCCESS"


class SupportedLLMModelNames(str, Enum):
    GPT_3_5_TURBO = "GPT_3_5_TURBO"
    GPT_4 = "GPT_4"
    GPT_4_TURBO = "GPT_4_TURBO"
    GPT_4O = "GPT_4O"
    GPT_4O_MINI = "GPT_4O_MINI"
    AZURE_OPENAI = "AZURE_OPENAI"


class Base(BaseModel):
    pass


class EvalExecutionParams(BaseModel):
    llm_model: SupportedLLMModelNames = SupportedLLMModelNames.GPT_4O
    qa_prompt_tmpl: str = "Query: {query_str}\nAnswer: "


class EvalExecutionParamsOverride(BaseModel):
    llm_model: Optional[SupportedLLMModelNames]
    qa_prompt_tmpl: Optional[str]


class EvalExecutionCreate(BaseModel):
    eval_question_ids: List[UUID]
    params: EvalExecutionParamsOverride = EvalExecutionParamsOverride()


class EvalDatasetJobParams(BaseModel):
    eval_question_ids: List[UUID]
    eval_execution_params: EvalExecutionParams


class EvalDatasetJobRecord(BaseModel):
    job_name: Literal["eval_dataset_job"] = "eval_dataset_job"
    partitions: Dict[str, Union[UUID, str]]
    parameters: Optional[EvalDatasetJobParams]
    session_id: Optional[UUID]
    correlation_id: Optional[UUID]
    parent_job_execution_id: Optional[UUID]
    user_id: Optional[str]
    created_at: Optional[datetime]
    id: Optional[UUID]
    status: StatusEnum
    error_code: Optional[str]
    error_message: Optional[str]
    attempts: Optional[int] = 0
    started_at: Optional[datetime]
    ended_at: Optional[datetime]
    updated_at: Optional[datetime]
    data: Optional[Base]


class RelatedNodeInfo(BaseModel):
    node_id: str
    node_type: Optional[str]
    metadata: Dict[str, Any] = {}
    hash: Optional[str]
    class_name: str = "RelatedNodeInfo"


class TextNode(BaseModel):
    id_: str = Field(default_factory=lambda: str(uuid4()))
    embedding: Optional[List[float]]
    extra_info: Dict[str, Any] = {}
    excluded_embed_metadata_keys: List[str] = []
    excluded_llm_metadata_keys: List[str] = []
    relationships: Dict[str, Union[RelatedNodeInfo, List[RelatedNodeInfo]]] = {}
    text: str = ""
    mimetype: str = "text/plain"
    start_char_idx: Optional[int]
    end_char_idx: Optional[int]
    text_template: str = "{metadata_str}\n\n{content}"
    metadata_template: str = "{key}: {value}"
    metadata_seperator: str = "\n"
    class_name: str = "TextNode"


class MetricResult(BaseModel):
    passing: Optional[bool]
    score: Optional[float]
    feedback: Optional[str]


class EvalQuestionResult(BaseModel):
    eval_question_id: UUID
    pipeline_id: UUID
    source_nodes: List[TextNode]
    answer: str
    eval_metrics: Dict[str, MetricResult]
    eval_dataset_execution_id: UUID
    eval_dataset_execution_params: EvalExecutionParams
    eval_finished_at: datetime
    class_name: str = "EvalQuestionResult"


PIPELINE = UUID("7d1a0f5e-1111-4222-8333-444455556666")
DATASET = UUID("9c2b4e6a-7777-4888-9999-aaaabbbbcccc")
PENDING = timedelta(milliseconds=200)
RUNNING = timedelta(milliseconds=300)


class Execution:
    """What is remembered of an execution; everything else follows from the time."""

    def __init__(self, asked: EvalExecutionCreate, created: datetime, ends=StatusEnum.SUCCESS):
        self.id, self.created, self.ends = uuid4(), created, ends
        chosen = asked.params.dict(exclude_none=True)
        self.parameters = EvalDatasetJobParams(
            eval_question_ids=asked.eval_question_ids, eval_execution_params=chosen
        )

    def ended(self, now: datetime) -> bool:
        return now >= self.created + PENDING + RUNNING

    def record(self, now: datetime) -> EvalDatasetJobRecord:
        started = self.created + PENDING if now >= self.created + PENDING else None
        ended = self.created + PENDING + RUNNING if self.ended(now) else None
        failed = ended is not None and self.ends == StatusEnum.ERROR
        return EvalDatasetJobRecord(
            id=self.id,
            partitions={"pipeline_id_partition": PIPELINE, "eval_dataset_id_partition": DATASET},
            parameters=self.parameters,
            status=self.ends if ended else StatusEnum.PENDING,
            error_code="LLM_TIMEOUT" if failed else None,
            error_message="The model gave no answer in time." if failed else None,
            attempts=1 if started else 0,
            created_at=self.created,
            started_at=started,
            ended_at=ended,
            updated_at=ended or started or self.created,
        )

    def results(self) -> List[EvalQuestionResult]:
        if self.ends == StatusEnum.ERROR:
            return []
        return [
            EvalQuestionResult(
                eval_question_id=question,
                pipeline_id=PIPELINE,
                source_nodes=[
                    TextNode(
                        text="Refunds are paid within thirty days.",
                        relationships={
                            "1": RelatedNodeInfo(node_id="document-1", node_type="4"),
                            "5": [RelatedNodeInfo(node_id="node-2")],
                        },
                    )
                ],
                answer="Within thirty days.",
                eval_metrics={
                    "RELEVANCY": MetricResult(passing=True, score=1.0),
                    "FAITHFULNESS": MetricResult(passing=False, score=0.25, feedback="Too short."),
                },
                eval_dataset_execution_id=self.id,
                eval_dataset_execution_params=self.parameters.eval_execution_params,
                eval_finished_at=self.created + PENDING + RUNNING,
            )
            for question in self.parameters.eval_question_ids
        ]


def now() -> datetime:
    return datetime.now(timezone.utc)


def earlier(minutes: int, questions: int, ends: StatusEnum) -> Execution:
    asked = EvalExecutionCreate(eval_question_ids=[uuid4() for _ in range(questions)])
    return Execution(asked, now() - timedelta(minutes=minutes), ends)


executions = [
    earlier(50, 3, StatusEnum.SUCCESS),
    earlier(40, 1, StatusEnum.ERROR),
    earlier(30, 2, StatusEnum.PARTIAL_SUCCESS),
    earlier(20, 2, StatusEnum.SUCCESS),
]

app = FastAPI()
BASE = "/api/v1/pipelines/{pipeline_id}/eval-datasets/{eval_dataset_id}/execute"


def known(pipeline_id: UUID, eval_dataset_id: UUID) -> None:
    if pipeline_id != PIPELINE:
        raise HTTPException(404, "Pipeline not found")
    if eval_dataset_id != DATASET:
        raise HTTPException(404, "Eval dataset not found")


@app.post(BASE, response_model=EvalDatasetJobRecord)
def execute(
    pipeline_id: UUID,
    eval_dataset_id: UUID,
    asked: EvalExecutionCreate,
    session: Optional[str] = Cookie(None),
):
    known(pipeline_id, eval_dataset_id)
    at = now()
    executions.append(Execution(asked, at))
    return executions[-1].record(at)


@app.get(BASE, response_model=List[EvalDatasetJobRecord])
def list_executions(
    pipeline_id: UUID, eval_dataset_id: UUID, session: Optional[str] = Cookie(None)
):
    known(pipeline_id, eval_dataset_id)
    at = now()
    return [e.record(at) for e in executions]


@app.get(BASE + "/result", response_model=List[EvalQuestionResult])
def results(pipeline_id: UUID, eval_dataset_id: UUID, session: Optional[str] = Cookie(None)):
    known(pipeline_id, eval_dataset_id)
    at = now()
    ended = [e for e in executions if e.ended(at)]
    return ended[-1].results()


@app.get(BASE + "/{eval_dataset_execution_id}", response_model=EvalDatasetJobRecord)
def get_execution(
    pipeline_id: UUID,
    eval_dataset_id: UUID,
    eval_dataset_execution_id: UUID,
    session: Optional[str] = Cookie(None),
):
    known(pipeline_id, eval_dataset_id)
    for e in executions:
        if e.id == eval_dataset_execution_id:
            return e.record(now())
    raise HTTPException(404, "Execution not found")


if __name__ == "__main__":
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
    asyncio.run(server.serve(sockets=[socket.socket(fileno=3)]))
