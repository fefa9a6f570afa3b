package io.siltstone.parquet;

import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.SchemaElement;
import shaded.parquet.org.apache.thrift.TException;

/** Turns the flattened tree of a footer's schema into its leaf columns, in the order of the column chunks. */
final class SchemaReader {

    private final List<SchemaElement> elements;
    private final List<Leaf> leaves = new ArrayList<>();
    private int next;

    private SchemaReader(List<SchemaElement> elements) {
        this.elements = elements;
    }

    static List<Leaf> leaves(List<SchemaElement> elements) throws TException {
        if (elements.isEmpty()) {
            throw new TException("the schema is empty");
        }
        SchemaReader reader = new SchemaReader(elements);
        SchemaElement root = elements.get(reader.next++);
        for (int i = 0; i < root.getNum_children(); i++) {
            reader.read(List.of(), false);
        }
        if (reader.next != elements.size()) {
            throw new TException("the schema has " + elements.size() + " elements, and its tree has " + reader.next);
        }
        return List.copyOf(reader.leaves);
    }

    private void read(List<String> parents, boolean repeated) throws TException {
        if (next >= elements.size()) {
            throw new TException("the schema announces more elements than it has");
        }
        if (parents.size() >= FooterLimits.MAX_SCHEMA_DEPTH) {
            throw new TException("more than " + FooterLimits.MAX_SCHEMA_DEPTH + " groups lie in each other");
        }
        SchemaElement element = elements.get(next++);
        List<String> path = new ArrayList<>(parents);
        path.add(element.getName());
        if (element.isSetType()) {
            leaves.add(new Leaf(List.copyOf(path), LeafType.of(element, repeated)));
            return;
        }
        if (element.getNum_children() < 1) {
            throw new TException("a group of the schema has no element");
        }
        boolean many = repeated || element.getRepetition_type() == FieldRepetitionType.REPEATED;
        for (int i = 0; i < element.getNum_children(); i++) {
            read(path, many);
        }
    }

    /**
     * A column as the schema has it.
     *
     * @param path the names from the outermost group to the column
     * @param type what it holds
     */
    record Leaf(List<String> path, LeafType type) {}
}
