package io.siltstone.parquet;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.KeyValue;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import shaded.parquet.org.apache.thrift.TException;
import shaded.parquet.org.apache.thrift.protocol.TField;
import shaded.parquet.org.apache.thrift.protocol.TProtocolUtil;

/** Understands a footer. Row groups pass one at a time, so that memory grows with columns and not with row groups. */
final class FooterParser {

    /** Field numbers of {@code FileMetaData} in parquet.thrift. */
    private static final short SCHEMA = 2;

    private static final short NUM_ROWS = 3;
    private static final short ROW_GROUPS = 4;
    private static final short KEY_VALUE_METADATA = 5;

    /** Type numbers of Thrift; the class that names them is not in the library's jar. */
    private static final byte STOP = 0;

    private static final byte I64 = 10;
    private static final byte STRUCT = 12;
    private static final byte LIST = 15;

    private final FooterProtocol protocol;
    private final long footerOffset;
    private final Map<String, String> metadata = new LinkedHashMap<>();
    private final List<RangeFold> folds = new ArrayList<>();
    private List<SchemaReader.Leaf> leaves = List.of();
    private long rows = -1;
    private long rowsInGroups;
    private int rowGroups;

    private FooterParser(FooterBytes bytes) {
        this.protocol = new FooterProtocol(new FooterTransport(bytes.metadata()));
        this.footerOffset = bytes.offset();
    }

    static ParsedFooter parse(FooterBytes bytes) throws DamagedException {
        try {
            return new FooterParser(bytes).parse();
        } catch (TException | RuntimeException e) {
            // Unchecked: a sum of rows that overflows, and whatever the generated reader makes of bytes it never
            // expected.
            throw new DamagedException(Damage.CORRUPT, "the footer cannot be read: " + e.getMessage(), e);
        }
    }

    private ParsedFooter parse() throws TException {
        protocol.readStructBegin();
        for (TField field = protocol.readFieldBegin(); field.type != STOP; field = protocol.readFieldBegin()) {
            read(field);
        }
        require(!leaves.isEmpty() || rowsInGroups == 0, "it has rows and no schema");
        require(rows == rowsInGroups, "it tells of " + rows + " rows, its row groups of " + rowsInGroups);
        List<ParquetColumn> columns = new ArrayList<>(leaves.size());
        for (int i = 0; i < leaves.size(); i++) {
            SchemaReader.Leaf leaf = leaves.get(i);
            RangeFold fold = folds.get(i);
            columns.add(new ParquetColumn(
                    leaf.path(), leaf.type().kind(), leaf.type().text(), fold.range(), fold.nulls()));
        }
        return new ParsedFooter(rows, rowGroups, columns, metadata);
    }

    private void read(TField field) throws TException {
        if (field.id == SCHEMA && field.type == LIST) {
            schema();
        } else if (field.id == NUM_ROWS && field.type == I64) {
            rows = protocol.readI64();
        } else if (field.id == ROW_GROUPS && field.type == LIST) {
            rowGroups();
        } else if (field.id == KEY_VALUE_METADATA && field.type == LIST) {
            keyValues();
        } else {
            TProtocolUtil.skip(protocol, field.type);
        }
    }

    private void schema() throws TException {
        require(folds.isEmpty(), "it has two schemas");
        int size = structs();
        List<SchemaElement> elements = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            SchemaElement element = new SchemaElement();
            element.read(protocol);
            elements.add(element);
        }
        protocol.readListEnd();
        leaves = SchemaReader.leaves(elements);
        leaves.forEach(leaf -> folds.add(new RangeFold(leaf.type())));
    }

    private void rowGroups() throws TException {
        int size = structs();
        for (int i = 0; i < size; i++) {
            RowGroup group = new RowGroup();
            group.read(protocol);
            rowGroup(group);
        }
        protocol.readListEnd();
    }

    private void rowGroup(RowGroup group) throws TException {
        String name = "row group " + rowGroups++;
        require(group.getNum_rows() >= 0, name + " has a negative number of rows");
        rowsInGroups = Math.addExact(rowsInGroups, group.getNum_rows());
        List<ColumnChunk> chunks = group.getColumns();
        require(
                chunks.size() == leaves.size(),
                name + " has " + chunks.size() + " columns, the schema " + leaves.size());
        for (int i = 0; i < chunks.size(); i++) {
            ColumnChunk chunk = chunks.get(i);
            ColumnMetaData column = chunk.getMeta_data();
            if (column != null && column.getType() != leaves.get(i).type().physical()) {
                throw new TException(name + ", column " + i + ", is not of the schema's type");
            }
            if (column != null && !chunk.isSetFile_path() && !liesBeforeFooter(column)) {
                throw new TException(name + ", column " + i + ", lies outside the file's data");
            }
            folds.get(i).add(column);
        }
    }

    private boolean liesBeforeFooter(ColumnMetaData column) {
        if (column.getNum_values() == 0) {
            return true;
        }
        long pages = column.getData_page_offset();
        boolean dictionary = column.isSetDictionary_page_offset() && column.getDictionary_page_offset() > 0;
        long start = dictionary ? Math.min(pages, column.getDictionary_page_offset()) : pages;
        long length = column.getTotal_compressed_size();
        return start >= FooterLimits.MAGIC_BYTES && length >= 0 && start <= footerOffset - length;
    }

    private void keyValues() throws TException {
        int size = structs();
        for (int i = 0; i < size; i++) {
            KeyValue pair = new KeyValue();
            pair.read(protocol);
            if (pair.isSetValue()) {
                metadata.put(pair.getKey(), pair.getValue());
            }
        }
        protocol.readListEnd();
    }

    private int structs() throws TException {
        var list = protocol.readListBegin();
        require(list.size == 0 || list.elemType == STRUCT, "a list is not of structures");
        return list.size;
    }

    private static void require(boolean holds, String otherwise) throws TException {
        if (!holds) {
            throw new TException(otherwise);
        }
    }

    /**
     * What a footer says.
     *
     * @param rowCount the rows of all row groups
     * @param rowGroupCount how many row groups there are
     * @param columns the leaf columns in the order of the schema
     * @param metadata the writer's key-value pairs; the last one counts where a key is given twice
     */
    record ParsedFooter(long rowCount, int rowGroupCount, List<ParquetColumn> columns, Map<String, String> metadata) {}
}
