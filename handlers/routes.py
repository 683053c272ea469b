"""Every route of the bot, in the order in which they are tried."""

from collections.abc import Iterable

from aiogram import Dispatcher

from handlers import (
    about,
    access,
    broadcasts,
    buttons,
    calendar,
    closing,
    contests,
    control,
    correcting,
    entries,
    events,
    evidence,
    express,
    extending,
    groups,
    guests,
    judging,
    jury,
    library,
    meetings,
    mentees,
    mentors,
    monitoring,
    motivation,
    navigator,
    pairs,
    papers,
    partner_forms,
    partners,
    periods,
    plans,
    publications,
    quarter,
    receipts,
    results,
    returning,
    review,
    rows,
    schools,
    searching,
    seeking,
    shortcuts,
    signing,
    snoozing,
    stages,
    standings,
    start,
    unexpected,
    walking,
)
from handlers.bindings import Binding, Table, answering


def table(extra: Iterable[Binding] = ()) -> Table:
    """All forms, each with the functions that load and save it; `extra` are forms of a municipality's own."""
    bindings = (
        monitoring.BINDING,
        pairs.BINDING,
        closing.CLOSING_BINDING,
        closing.CONSENT_BINDING,
        mentors.BINDING,
        mentees.BINDING,
        schools.SCHOOLS_BINDING,
        calendar.DEADLINE_BINDING,
        about.BINDING,
        *evidence.BINDINGS,
        plans.RETURN_BINDING,
        standings.FIND_BINDING,
        searching.BINDING,
        *partner_forms.BINDINGS,
        library.BINDING,
        publications.BINDING,
        *navigator.BINDINGS,
        control.FIND_BINDING,
        correcting.ASK_BACK_BINDING,
        extending.EXTENSION_BINDING,
        extending.WISH_BINDING,
        extending.DECLINE_BINDING,
        periods.CLOSE_BINDING,
        broadcasts.BINDING,
        motivation.BINDING,
        events.BINDING,
        events.CANCEL_BINDING,
        guests.BINDING,
        contests.BINDING,
        jury.BINDING,
        results.BINDING,
        entries.BINDING,
        seeking.BINDING,
        *extra,
    )
    reviewing = returning.bindings(answering(bindings))
    return {binding.form.key: binding for binding in (*bindings, *reviewing)}


def attach(dispatcher: Dispatcher, extra: Iterable[Binding] = ()) -> None:
    """The door first, then commands, buttons, a mentor's number, and what is left. Answers to the open form
    come by the express, which is the dispatcher's own; other buttons find their routes by their verb."""
    door = access.Access()
    for observer in (
        dispatcher.message,
        dispatcher.edited_message,
        dispatcher.callback_query,
        dispatcher.my_chat_member,
    ):
        observer.outer_middleware(door)
    walk = walking.Walking(table(extra))
    dispatcher[express.EXPRESS] = express.Express(walk)
    dispatcher.include_routers(
        start.router(),
        rows.router(),
        about.router(),
        shortcuts.router(),
        groups.router(),
        schools.router(),
        calendar.router(),
        quarter.router(),
        control.router(),
        stages.router(),
        snoozing.router(walk),
        monitoring.router(),
        correcting.router(walk),
        review.router(walk),
        extending.router(),
        periods.router(),
        pairs.router(),
        mentors.router(),
        mentees.router(),
        meetings.router(),
        evidence.router(walk),
        plans.router(),
        standings.router(),
        broadcasts.router(),
        receipts.router(),
        motivation.router(),
        events.router(),
        signing.router(),
        guests.router(),
        contests.router(),
        jury.router(),
        results.router(),
        entries.router(),
        judging.router(),
        papers.router(walk),
        searching.router(),
        partners.router(),
        library.router(),
        publications.router(),
        navigator.router(),
        unexpected.router(walk),
    )
    dispatcher.callback_query.register(buttons.Buttons(dispatcher).press)
