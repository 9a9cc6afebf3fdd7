"""Keyword rules that turn the wording of a publication into the codes of seeds/registers/code_register.csv.

Rules bear the name of the code list that they serve. They are tried in order; a rule holds where all words of one of
its groups occur. What no rule knows is reported.
"""

from __future__ import annotations

Rules = tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]

TRAINING_FORM: Rules = (
    ("written", (("書面",),)),
    ("video", (("動画",),)),
)
LECTURER: Rules = (
    ("contractor", (("会社",), ("法人",), ("委託",))),
    ("municipal_affairs_division", (("市町村課",),)),
)
AUDIENCE: Rules = (
    ("municipal_officers", (("市町村", "担当者"),)),
    ("new_users", (("新たに", "利用する職員"),)),
    ("prefectural_staff", tuple((prefecture, "所属", "職員") for prefecture in "都道府県")),
)
TRAINING_TOPIC: Rules = (
    ("terminal_operation_and_handling", (("端末機の操作", "取扱い"),)),
    ("system_overview_and_operation", (("概要", "運用"),)),
    ("security_basics", (("情報セキュリティ", "基本"),)),
    ("use_and_records_management", (("利用方法", "帳票"),)),
    ("security_cautions", (("セキュリティ", "注意点"),)),
)
INSPECTION_KIND: Rules = (
    ("self_inspection", (("所属点検",),)),
    ("manager_inspection", (("管理者点検",),)),
    ("external_audit", (("外部監査",),)),
    ("emergency_drill", (("緊急時対応訓練",),)),
)
INSPECTOR: Rules = (
    ("division_and_office_staff", (("市町村課", "所属職員"),)),
    ("contractor", (("会社",), ("法人",), ("委託",))),
    ("municipal_affairs_division", (("市町村課",),)),
    ("office_staff", (("所属職員",),)),
)
INSPECTION_METHOD: Rules = (
    ("video_call", (("ビデオ通話",),)),
    ("check_sheet", (("チェックシート",),)),
    ("operational_and_technical_audit", (("運用面", "システム面"), ("運用監査", "技術的監査"))),
    ("communication_exercise", (("連絡体制",), ("連絡網",))),
)
FINDING_AREA: Rules = (
    ("operational", (("運用面",),)),
    ("system", (("システム面",),)),
)
REGISTER_CONCERNED: Rules = (
    ("training_report", (("研修", "報告書"),)),
    ("access_rights_register", (("操作権限", "台帳"),)),
    ("media_register", (("媒体管理簿",),)),
    ("software_register", (("ソフトウェア", "台帳"),)),
    ("terminal_log", (("端末", "管理簿"),)),
)
DEFECT: Rules = (
    ("user_not_identifiable", (("特定", "困難"),)),
    ("medium_not_listed", (("記載されていない", "媒体"),)),
    ("entry_missing", (("記載漏れ",),)),
)
REMEDY: Rules = (
    ("terminals_linked_to_duty_roster", (("端末", "当番"),)),
    ("entered_from_system_log_and_staff_reminded", (("ログ", "周知"),)),
    ("entered_and_checked_at_installation", (("インストール", "記載"),)),
    ("entered_and_regular_checks", (("定期", "記載"),)),
    ("record_updated", (("更新した",), ("更新前", "記載した"))),
)
SEVERITY: Rules = (("minor", (("軽微",),)),)


def codes_of(rules: Rules, text: str) -> list[str]:
    """The codes of all rules that hold for a text without spaces, the first one first."""
    return [code for code, groups in rules if any(all(word in text for word in group) for group in groups)]


def code_of(rules: Rules, text: str) -> str:
    """The code of the first rule that holds; empty where none does."""
    return next(iter(codes_of(rules, text)), "")
