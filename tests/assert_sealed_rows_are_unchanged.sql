-- A sealed transcription stays as it was sealed.
-- Edits cannot see a change in a cell that stands in none of them, nor one that a deduced cell absorbs.
-- Whoever means the change seals again, and a reviewer reads the difference of the sealed copy.

select
    *,
    case
        when seed_name = 'sealed_rows'
            then concat(
                publication_id, ': seeds/seals/sealed_rows.csv is not what was sealed, by its digest in the register of ',
                'publications; restore it, nothing but jukinet seal writes it'
            )
        else concat(publication_id, ', ', seed_name, ', ', change, ': ', row_text)
    end as message
from {{ ref('seal_breaks') }}
