DROP TABLE published_figures;
DROP TABLE legal_entity_versions;
DROP TABLE structure_versions;
