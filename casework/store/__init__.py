"""SQLAlchemy store: tables, repositories, unit of work, encryption at rest."""
