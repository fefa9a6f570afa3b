package io.siltstone.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siltstone.core.error.IntegrityException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Footers that can be read and do not hold together. */
final class FooterParserTest {

    @Test
    void aFooterThatHoldsTogetherIsRead() throws IOException {
        assertThat(ParquetFiles.footer(ParquetFiles.ofMetadata(sound())).columns())
                .extracting(ParquetColumn::name)
                .containsExactly("group.leaf");
    }

    static Stream<Arguments> contradictions() {
        return Stream.of(
                contradiction("tells of 3 rows, its row groups of 0", m -> m.setNum_rows(3)),
                contradiction("tells of -1 rows", m -> m.setNum_rows(-1)),
                contradiction("the schema is empty", m -> m.setSchema(new ArrayList<>())),
                contradiction("announces more elements than it has", m -> {
                    m.getSchema().get(1).setNum_children(2);
                    return m;
                }),
                contradiction("the schema has 3 elements, and its tree has 1", m -> {
                    m.getSchema().get(0).setNum_children(0);
                    return m;
                }),
                contradiction("a group of the schema has no element", m -> {
                    m.getSchema().get(1).setNum_children(-1);
                    return m;
                }),
                contradiction("more than 64 groups lie in each other", m -> {
                    List<SchemaElement> chain = new ArrayList<>();
                    for (int i = 0; i < 1000; i++) {
                        chain.add(new SchemaElement("g").setNum_children(1));
                    }
                    chain.add(new SchemaElement("leaf").setType(Type.INT32));
                    return m.setSchema(chain);
                }),
                contradiction(
                        "row group 0 has 0 columns, the schema 1", m -> withGroup(m, new RowGroup(List.of(), 0, 0))),
                contradiction("a negative number of rows", m -> withGroup(m, group(column(Type.INT32, 4, 1), -1))),
                contradiction("is not of the schema's type", m -> withGroup(m, group(column(Type.INT64, 4, 1), 0))),
                contradiction(
                        "lies outside the file's data", m -> withGroup(m, group(column(Type.INT32, 4, 100_000), 0))),
                contradiction("lies outside the file's data", m -> withGroup(m, group(column(Type.INT32, 0, 0), 0))),
                contradiction(
                        "lies outside the file's data",
                        m -> withGroup(m, group(column(Type.INT32, Long.MAX_VALUE, Long.MAX_VALUE), 0))),
                contradiction("lies outside the file's data", m -> withGroup(m, group(column(Type.INT32, 4, -1), 0))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("contradictions")
    void aContradictionIsNamed(String reason, UnaryOperator<FileMetaData> damage) {
        byte[] file = ParquetFiles.ofMetadata(damage.apply(sound()));

        assertThatThrownBy(() -> ParquetFiles.footer(file))
                .isInstanceOf(IntegrityException.class)
                .hasMessageContaining(reason)
                .hasMessageContaining(ParquetFiles.KEY);
    }

    private static Arguments contradiction(String reason, UnaryOperator<FileMetaData> damage) {
        return Arguments.of(reason, damage);
    }

    private static FileMetaData sound() {
        List<SchemaElement> schema = new ArrayList<>();
        schema.add(new SchemaElement("root").setNum_children(1));
        schema.add(new SchemaElement("group").setNum_children(1));
        schema.add(new SchemaElement("leaf").setType(Type.INT32));
        return new FileMetaData(1, schema, 0, new ArrayList<>());
    }

    private static FileMetaData withGroup(FileMetaData metadata, RowGroup group) {
        metadata.getRow_groups().add(group);
        return metadata;
    }

    private static RowGroup group(ColumnMetaData column, long rows) {
        return new RowGroup(List.of(new ColumnChunk(0).setMeta_data(column)), 0, rows);
    }

    private static ColumnMetaData column(Type type, long offset, long length) {
        return new ColumnMetaData(
                type, List.of(), List.of("group", "leaf"), CompressionCodec.UNCOMPRESSED, 1, length, length, offset);
    }
}
