"""The same warehouse on a local Spark session: for who has Spark, and as a second witness of what DuckDB finds."""
