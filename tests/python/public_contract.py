"""The public contract. Others build on these names: a column may be added, none renamed or taken away."""

from __future__ import annotations

CONTRACT = {
    "publications": "publication_id publisher_code publisher_name publisher_name_en fiscal_year as_of_date",
    "affairs": "affair_id affair_name affair_name_en activity legal_basis_id recipient_id started_month started_label",
    "annual_counts": "publication_id annex row_no affair_id fiscal_year case_count cell_status source_line",
    "monthly_counts": "publication_id section affair_id month fiscal_year case_count cell_status source_line",
    "reconciliation": "publication_id edit_id edit_group description printed computed difference status member_count "
    "derived_count",
    "derived_cells": "publication_id cell_id case_count edit_id source_line",
    "suspect_cells": "publication_id cell_id source_line printed proposed hypothesis verdict rank edit_ids",
    "anomalies": "publication_id anomaly cell_ids description acknowledged",
    "yearly_trends": "affair_id fiscal_year case_count change change_ratio contribution is_part_year",
    "authenticated_users": "publication_id division_id division_name user_count",
    "training_sessions": "publication_id is_planned",
    "inspections": "publication_id is_planned",
    "inspected_offices": "publication_id is_planned",
    "inspection_findings": "publication_id",
}
DATES = (("publications", "as_of_date"), ("affairs", "started_month"), ("monthly_counts", "month"))
STATUSES = {
    ("annual_counts", "cell_status"): {"printed", "derived", "implied_zero", "not_applicable", "lost"},
    ("monthly_counts", "cell_status"): {"printed", "derived", "implied_zero", "not_applicable", "lost"},
    ("reconciliation", "status"): {"balanced", "broken", "not_evaluable", "accepted"},
}
