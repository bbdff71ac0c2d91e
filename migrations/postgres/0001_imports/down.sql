DROP TABLE rejections;
DROP TABLE imports;
