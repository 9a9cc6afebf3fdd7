-- The published set was replaced as a whole.
-- Where it could not be (disk, permission, a file held open), the old set stands and the build must end red.
-- The model reports the problem as a row, because an error raised in a Python model is shown as a traceback.

select problem as message
from {{ ref('published_files') }}
where problem is not null
