-- The page of a department or of a structure reads its own rows, not the country's.
CREATE INDEX structure_versions_finess ON structure_versions (finess);
CREATE INDEX structure_versions_department ON structure_versions (department);
CREATE INDEX legal_entity_versions_finess ON legal_entity_versions (finess);
