from functools import partial
from pathlib import Path

from jukinet.open_data import write_open_data
from jukinet.publish import published_files


def model(dbt, session):
    tables = {
        "affairs": dbt.ref("affairs"),
        "annual_counts": dbt.ref("annual_counts"),
        "anomalies": dbt.ref("anomalies"),
        "authenticated_users": dbt.ref("authenticated_users"),
        "cell_coverage": dbt.ref("cell_coverage"),
        "cells": dbt.ref("resolved_cells"),
        "derived_cells": dbt.ref("derived_cells"),
        "edit_members": dbt.ref("edit_members"),
        "inspected_offices": dbt.ref("inspected_offices"),
        "inspection_findings": dbt.ref("inspection_findings"),
        "inspections": dbt.ref("inspections"),
        "monthly_counts": dbt.ref("monthly_counts"),
        "publications": dbt.ref("publications"),
        "reconciliation": dbt.ref("reconciliation"),
        "stated_figures": dbt.ref("stated_figures"),
        "suspect_cells": dbt.ref("suspect_cells"),
        "training_attendance": dbt.ref("training_attendance"),
        "training_sessions": dbt.ref("training_sessions"),
        "yearly_totals": dbt.ref("yearly_totals"),
        "yearly_trends": dbt.ref("yearly_trends"),
    }
    return published_files(
        tables, Path(dbt.config.meta_get("directory")), partial(write_open_data, models=Path("models"))
    )
