"""`create_app()`: the only module that knows every feature."""

import gc
import os
from pathlib import Path
from typing import Any

from flask import Flask
from flask_migrate import Migrate

from incubator import config, scheduler
from incubator.accounts import jobs as accounts_jobs
from incubator.accounts import permissions as accounts_permissions
from incubator.accounts import views as accounts_views
from incubator.anchors import views as anchor_views
from incubator.bids import views as bids_views
from incubator.bids.services import coaching as bid_coaching
from incubator.capital import views as capital_views
from incubator.challenges import views as challenges_views
from incubator.chances import views as chances_views
from incubator.cohorts import views as cohorts_views
from incubator.cooperatives import views as cooperatives_views
from incubator.core import (
    audit,
    db,
    delivery,
    error_pages,
    formatting,
    guards,
    health,
    i18n,
    keeping,
    limits,
    proxies,
    public_pages,
    runner,
    traffic,
    web,
)
from incubator.core import views as core_views
from incubator.currency import views as currency_views
from incubator.duties import views as duties_views
from incubator.estate import views as estate_views
from incubator.home import views as home_views
from incubator.indicators import views as indicators_views
from incubator.knowledge import views as knowledge_views
from incubator.learning import services as learning_services
from incubator.learning import views as learning_views
from incubator.lending import views as lending_views
from incubator.meetings import views as meetings_views
from incubator.moneymap import views as moneymap_views
from incubator.neighbourhood import views as neighbourhood_views
from incubator.notices import views as notices_views
from incubator.opendata import views as opendata_views
from incubator.partnerships import views as partnerships_views
from incubator.powermap import views as powermap_views
from incubator.questions import views as questions_views
from incubator.register import views as register_views
from incubator.reviews import services as reviews_services
from incubator.reviews import views as reviews_views
from incubator.seed import filling
from incubator.solidarity import views as solidarity_views
from incubator.sources import jobs as sources_jobs
from incubator.sources import views as sources_views
from incubator.statutes import services as statutes_services
from incubator.statutes import views as statutes_views
from incubator.statutes.views import founders as founders_views
from incubator.statutes.views import library as library_views
from incubator.statutes.views import papers as papers_views
from incubator.statutes.views import radar as radar_views
from incubator.statutes.views import versions as versions_views
from incubator.steps import views as steps_views
from incubator.watch import jobs as watch_jobs
from incubator.watch import views as watch_views

BLUEPRINTS = (
    core_views.pages,
    accounts_views.pages,
    cooperatives_views.pages,
    statutes_views.pages,
    versions_views.pages,
    papers_views.pages,
    founders_views.pages,
    radar_views.pages,
    library_views.pages,
    register_views.pages,
    knowledge_views.pages,
    reviews_views.pages,
    learning_views.pages,
    learning_views.desk,
    questions_views.pages,
    neighbourhood_views.pages,
    steps_views.pages,
    partnerships_views.pages,
    currency_views.pages,
    lending_views.pages,
    moneymap_views.pages,
    powermap_views.pages,
    chances_views.pages,
    indicators_views.pages,
    solidarity_views.pages,
    estate_views.pages,
    anchor_views.pages,
    notices_views.pages,
    notices_views.saved.pages,
    sources_views.pages,
    capital_views.pages,
    challenges_views.pages,
    cohorts_views.pages,
    watch_views.pages,
    bids_views.pages,
    meetings_views.pages,
    duties_views.pages,
    home_views.pages,
    opendata_views.pages,
    opendata_views.api,
)

# The work that coaches review: what it is called, its page, and what follows from an approval.
WORK_KINDS = (
    learning_services.EXERCISE_WORK,
    statutes_services.STATUTES_WORK,
    statutes_services.CHAPTER_WORK,
    bid_coaching.BID_WORK,
)


def create_app(settings: config.Settings | None = None, **overrides: Any) -> Flask:
    """Build the application. Makes no table and reaches no network. Raises `config.ConfigurationError`."""
    if not gc.isenabled():  # the first application of this process: all that was imported is there
        gc.freeze()
        gc.enable()
    chosen = settings or config.load(**overrides)
    if chosen.mail_url:  # a wrong address stops the start, not the first mail
        delivery.mail_server(chosen.mail_url)
    _keep_private(chosen.instance)
    app = web.Site(
        "incubator",
        root_path=str(config.ROOT / "incubator"),
        instance_path=str(chosen.instance),
        template_folder=str(config.ROOT / "templates"),
        static_folder=str(config.ROOT / "static"),
    )
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    web.init_app(app, chosen)
    traffic.init_app(app)
    proxies.init_app(app)
    db.init_app(app, chosen.database_url)
    Migrate(app, db.db, directory=str(config.ROOT / "incubator" / "migrations"), render_as_batch=True)
    i18n.init_app(app, chosen.locale, chosen.instance)
    formatting.init_app(app)
    guards.init_app(app)
    error_pages.init_app(app)
    keeping.init_app(app)
    limits.init_app(app)
    public_pages.init_app(app)
    accounts_permissions.init_app(app)
    accounts_views.init_app(app)
    runner.init_app(app, scheduler.TIMETABLE)
    health.init_app(app, checks=[sources_jobs.check_sources, accounts_jobs.check_provider, watch_jobs.check_meaning])
    if not chosen.production:
        app.extensions["demo"] = filling.fill
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    # Pages of every feature show them; none of those features knows where they come from.
    app.add_template_global(home_views.group_card, "group_card")
    app.add_template_global(home_views.group_exit_list, "group_exit_list")
    app.add_template_global(home_views.group_menu, "group_menu")
    for kind in WORK_KINDS:
        reviews_services.register_kind(kind)
    with app.app_context():
        audit.init_app()
    return app


def _keep_private(instance: Path) -> None:
    """The folder of the data, for its owner alone: names, addresses and mails are in its files. One of another owner stays as it is."""
    instance.mkdir(mode=0o700, parents=True, exist_ok=True)
    if instance.stat().st_uid == os.getuid():
        instance.chmod(0o700)
