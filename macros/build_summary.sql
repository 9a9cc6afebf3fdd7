{#- The few lines that end a build: what was loaded, what balances, what was derived, what looks odd, and where
    the tables are; or, where a test failed, what exactly is wrong. -#}
{% macro build_summary(results) %}
    {%- if execute and flags.WHICH == 'build' -%}
        {%- set failures = [] -%}
        {%- set built = [] -%}
        {%- for result in results -%}
            {%- if result.status in ['fail', 'error'] -%}
                {%- do failures.append(result) -%}
            {%- elif result.status == 'success' -%}
                {%- do built.append(result.node.name) -%}
            {%- endif -%}
        {%- endfor -%}
        {%- if failures -%}
            {%- do summarize_failures(failures, built) -%}
        {%- elif 'published_files' in built -%}
            {%- do summarize_warehouse(built) -%}
        {%- endif -%}
    {%- endif -%}
{% endmacro %}

{#- A table of this build; ref() would have to be declared by the hook, which belongs to no model. -#}
{% macro built_table(name) %}
    {{ return(api.Relation.create(schema=target.schema, identifier=name)) }}
{% endmacro %}

{#- Where the tables are published, as published_files.yml has it; Spark's leave those of DuckDB alone. -#}
{% macro published_directory() %}
    {{ return(env_var('JUKINET_PUBLISHED', '') or ('target/spark/published' if target.type == 'spark' else 'published')) }}
{% endmacro %}

{% macro summary_line(text='') %}
    {%- do print(text) -%}
{% endmacro %}

{#- Of a test that finds millions of rows, some are enough. -#}
{% macro summarize_failures(failures, built, sorted_rows=10000) %}
    {%- do summary_line() -%}
    {%- set refused = failures | selectattr('node.name', 'equalto', 'assert_tables_were_published') | list -%}
    {%- if 'published_files' in built and not refused -%}
        {%- set failed = 'model' if 'model' in failures | map(attribute='node.resource_type') else 'check' -%}
        {%- do summary_line('PUBLISHED, but a ' ~ failed ~ ' failed.') -%}
    {%- else -%}
        {%- do summary_line('NOT PUBLISHED: ' ~ published_directory() ~ ' is as it was.') -%}
    {%- endif -%}
    {%- for result in failures | sort(attribute='node.name') if result.node.resource_type == 'test' and result.status == 'fail' -%}
        {%- set rows = run_query(
            'select * from (' ~ result.node.compiled_code ~ '\n) as failing_rows limit ' ~ sorted_rows
        ) -%}
        {%- do summary_line(result.node.name ~ ': ' ~ result.failures) -%}
        {#- Sorted here: an engine hands over the rows of a test in any order. -#}
        {%- set messages = [] -%}
        {%- set is_gate = result.node.name == 'assert_every_balance_edit_holds_or_is_declared' -%}
        {%- set lost = lost_cells_by_edit(result, sorted_rows) if is_gate and 'resolved_cells' in built else {} -%}
        {%- for row in rows.rows -%}
            {%- set message = row['message'] if 'message' in rows.column_names else row.values() | join(', ') -%}
            {%- do messages.append(message ~ (lost.get((row['publication_id'], row['edit_id']), '') if is_gate else '')) -%}
        {%- endfor -%}
        {%- for message in (messages | sort)[:20] -%}
            {%- do summary_line('  ' ~ message) -%}
        {%- endfor -%}
        {%- if result.failures > 20 -%}
            {%- do summary_line('  and ' ~ (result.failures - 20) ~ ' more') -%}
        {%- endif -%}
        {#- A build that leaves them out may have those of an earlier one. -#}
        {%- if is_gate and 'suspect_cells' in built -%}
            {%- do summarize_suspects(built) -%}
        {%- endif -%}
        {%- if is_gate -%}
            {%- do summarize_declaring(messages) -%}
        {%- endif -%}
    {%- endfor -%}
    {%- for result in failures if not (result.node.resource_type == 'test' and result.status == 'fail') -%}
        {%- do summary_line(result.node.name ~ ': ' ~ one_line(result.message or 'failed')) -%}
    {%- endfor -%}
    {#- A sum may be broken for want of a whole table. -#}
    {%- do summarize_absent_rows(built) -%}
{% endmacro %}

{#- A message on one line, without what Spark says after it, a plan, a stack of Java, or dbt, the macros that led there; and
    without DuckDB's advice on memory, as of its settings the project has but one. -#}
{% macro one_line(message) %}
    {%- set said = namespace(lines=[], is_done=false) -%}
    {#- A table's rule says nothing. -#}
    {%- for line in message.split('\n') | map('trim') if line.strip('| -') -%}
        {%- set said.is_done = said.is_done or line.startswith('JVM stacktrace') or line.startswith('at ')
            or line.startswith('Possible solutions:') or line.startswith('> in macro ') -%}
        {%- if not said.is_done -%}
            {%- do said.lines.append(line) -%}
        {%- endif -%}
        {%- set said.is_done = said.is_done or 'SQLSTATE: ' in line -%}
    {%- endfor -%}
    {%- if 'Out of Memory Error: ' in message -%}
        {%- do said.lines.append('Allow more by JUKINET_MEMORY_LIMIT, or build on a larger machine.') -%}
    {%- endif -%}
    {{ return(said.lines | join(' ')) }}
{% endmacro %}

{#- Of which publication a line speaks, where several are loaded. -#}
{% macro in_publication(row, publications) %}
    {{ return(' in ' ~ row['publication_id'] if publications | length > 1 else '') }}
{% endmacro %}

{#- The newest editions first, of which a reader has not seen the lines before. -#}
{% macro summarize_warehouse(built, shown=10) %}
    {%- set publications = run_query(
        "select publication_id, publisher_name_en, fiscal_year_label, is_sealed from " ~ built_table('publications') ~ " order by 1"
    ) -%}
    {%- set figures = run_query(
        "select
            (select count(*) from " ~ built_table('resolved_cells') ~ " where cell_status = 'printed' and table_name <> 'earlier_edition') as printed_count,
            (select count(*) from " ~ built_table('resolved_cells') ~ " where cell_status = 'lost' and table_name <> 'earlier_edition') as lost_count,
            (select count(*) from " ~ built_table('derived_cells') ~ ") as derived_count,
            (select count(*) from " ~ built_table('anomalies') ~ " where anomaly = 'exchange' and not acknowledged) as exchange_count,
            (select count(*) from " ~ built_table('anomalies') ~ " where anomaly = 'jump' and not acknowledged) as jump_count,
            count(case when status = 'balanced' then 1 end) as balanced_count,
            count(case when status = 'broken' then 1 end) as broken_count,
            count(case when status = 'not_evaluable' then 1 end) as not_evaluable_count,
            count(case when status = 'accepted' then 1 end) as accepted_count,
            count(case when is_verified then 1 end) as verified_count,
            count(case when is_spent then 1 end) as spent_count
        from " ~ built_table('reconciliation')
    ).rows[0] -%}
    {%- set derived = run_query(
        "select derived.publication_id, derived.cell_id, derived.case_count, derived.confirmed_by_edit_id from "
        ~ built_table('derived_cells') ~ " as derived inner join " ~ built_table('publications') ~ " as publications
        on derived.publication_id = publications.publication_id
        order by publications.fiscal_year desc, derived.publication_id, derived.cell_id limit " ~ shown
    ) -%}
    {%- set restated = run_query(
        "select found.publication_id, found.edit_id, found.printed, found.computed, count(*) over () as restated_count from "
        ~ built_table('reconciliation') ~ " as found
        inner join " ~ built_table('publications') ~ " as publications on found.publication_id = publications.publication_id
        inner join " ~ built_table('stg_balance_edits') ~ " as edits on found.edit_group = edits.edit_group
        where found.status = 'accepted' and found.difference <> 0 and edits.part_selectors like '%earlier_edition/%'
        order by publications.fiscal_year desc, found.publication_id, found.edit_id limit " ~ shown
    ) -%}
    {%- set exchanges = run_query(
        "select found.publication_id, found.cell_ids, found.description from " ~ built_table('anomalies') ~ " as found
        inner join " ~ built_table('publications') ~ " as publications on found.publication_id = publications.publication_id
        where found.anomaly = 'exchange' and not found.acknowledged
        order by publications.fiscal_year desc, found.publication_id, found.cell_ids limit " ~ shown
    ) -%}
    {%- do summary_line() -%}
    {%- if publications | length <= 5 -%}
        {%- for row in publications.rows -%}
            {%- do summary_line('Loaded       ' ~ row['publication_id'] ~ ', ' ~ row['publisher_name_en'] ~ ', '
                ~ row['fiscal_year_label'] ~ ('' if row['is_sealed'] else ' (not sealed)')) -%}
        {%- endfor -%}
    {%- else -%}
        {%- do summary_line('Loaded       ' ~ publications | length ~ ' publications') -%}
    {%- endif -%}
    {%- do summarize_absent_rows(built) -%}
    {%- do summary_line('Cells        ' ~ figures['printed_count'] ~ ' printed, ' ~ figures['derived_count'] ~ ' derived'
        ~ (', ' ~ figures['lost_count'] ~ ' lost' if figures['lost_count'] else '')) -%}
    {%- do summary_line('Edits        ' ~ figures['balanced_count'] ~ ' balanced, ' ~ figures['broken_count'] ~ ' broken, '
        ~ figures['not_evaluable_count'] ~ ' not evaluable, ' ~ figures['accepted_count'] ~ ' accepted; '
        ~ figures['verified_count'] ~ ' verify, ' ~ figures['spent_count'] ~ ' spent on a derived cell') -%}
    {%- for row in derived.rows -%}
        {%- do summary_line('Derived      ' ~ row['cell_id'] ~ ' = ' ~ row['case_count'] ~ in_publication(row, publications)
            ~ (', confirmed by ' ~ row['confirmed_by_edit_id'] if row['confirmed_by_edit_id'] else ', not confirmed')) -%}
    {%- endfor -%}
    {%- if figures['derived_count'] > shown -%}
        {%- do summary_line('Derived      and ' ~ (figures['derived_count'] - shown) ~ ' more in the table derived_cells') -%}
    {%- endif -%}
    {%- for row in restated.rows -%}
        {%- do summary_line('Restated     ' ~ row['edit_id'] ~ ' = ' ~ row['printed'] ~ in_publication(row, publications) ~ ', '
            ~ row['computed'] ~ ' in the edition before') -%}
    {%- endfor -%}
    {%- if restated.rows and restated.rows[0]['restated_count'] > shown -%}
        {%- do summary_line('Restated     and ' ~ (restated.rows[0]['restated_count'] - shown) ~ ' more in the table reconciliation') -%}
    {%- endif -%}
    {%- for row in exchanges.rows -%}
        {%- do summary_line('Looks odd    ' ~ row['description'] ~ ' (' ~ row['cell_ids'] ~ in_publication(row, publications) ~ ')') -%}
    {%- endfor -%}
    {%- if figures['exchange_count'] > shown -%}
        {%- do summary_line('Looks odd    and ' ~ (figures['exchange_count'] - shown) ~ ' more that look exchanged; see the table anomalies') -%}
    {%- endif -%}
    {%- if figures['jump_count'] -%}
        {%- do summary_line('Looks odd    ' ~ figures['jump_count'] ~ ' figures changed more than ' ~ var('jump_factor') ~ '-fold; see the table anomalies') -%}
    {%- endif -%}
    {%- do summary_line('Tables       ' ~ published_directory() ~ '/*.parquet, *.csv and jukinet.xlsx') -%}
{% endmacro %}
