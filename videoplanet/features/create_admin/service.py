"""The use case of opening a staff account from the command line. Staff rights give no access to project content."""

from __future__ import annotations

from videoplanet.entities.user.accounts import NewAccount, add_account, checked_account
from videoplanet.entities.user.profile import ProfileBody, profile_of
from videoplanet.shared.db.unit_of_work import unit_of_work


async def create_admin(email: str, name: str, password: str) -> ProfileBody:
    """Open a staff account.

    Raises:
        Invalid: one field error for each value that is wrong.
        Conflict: `email.taken`.
    """
    account = await checked_account(NewAccount(email, name, password, is_staff=True))
    async with unit_of_work() as uow:
        return profile_of(await add_account(uow.session, account))
