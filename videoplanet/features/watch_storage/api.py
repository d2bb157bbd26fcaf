"""REST of storage use."""

from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import BaseModel, ConfigDict, Field

from videoplanet.features.watch_storage import service
from videoplanet.shared.http.idempotency import GatewayRoute
from videoplanet.shared.http.identity import CurrentUser
from videoplanet.shared.http.limits import by_method

router = APIRouter(tags=["storage"], route_class=GatewayRoute, dependencies=[Depends(by_method)])


class StorageOut(BaseModel):
    """Bytes stored (originals and all that is made of them), bytes that unfinished uploads announced, and the quota, if any."""

    model_config = ConfigDict(from_attributes=True)

    used_bytes: int
    reserved_bytes: int
    quota_bytes: int | None
    percent: int | None = Field(description="Of the quota; over 100 when it was lowered.")
    is_near: bool = Field(description="Whether 80 % of the quota is used up or announced.")


@router.get("/projects/{project_id}/storage")
async def project_storage(project_id: UUID, principal: CurrentUser) -> StorageOut:
    """How much a project holds, for its members. Deleted films count until they are removed for good."""
    return StorageOut.model_validate(await service.project_storage(principal, project_id))


@router.get("/users/me/storage")
async def own_storage(principal: CurrentUser) -> StorageOut:
    """How much one has uploaded, over all projects."""
    return StorageOut.model_validate(await service.own_storage(principal))
