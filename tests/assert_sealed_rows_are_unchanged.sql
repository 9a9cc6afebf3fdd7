-- A sealed transcription stays as it was sealed.
-- Edits cannot see a change in a cell that stands in none of them, nor one that a deduced cell absorbs.
-- Whoever means the change seals again, and a reviewer reads the difference of the sealed copy.

select
    *,
    concat(publication_id, ', ', seed_name, ', ', change, ': ', row_text) as message
from {{ ref('seal_breaks') }}
