package io.siltstone.core.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.siltstone.core.error.InvalidKeyException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TableNameTest {

    @ParameterizedTest
    @CsvSource({
        "db.cpu, db, cpu",
        "db/cpu, db, cpu",
        "a.b/c.d, a.b, c.d",
        "a.b/c, a.b, c",
        "2024/11, 2024, 11",
        "db._internal, db, _internal",
        "A-b_9.x-Y_0, A-b_9, x-Y_0",
    })
    void readsBothForms(String text, String database, String measurement) throws Exception {
        TableName table = TableName.parse(text);

        assertThat(table).isEqualTo(new TableName(database, measurement));
        assertThat(table).isEqualTo(TableName.of(database, measurement));
        assertThat(table.prefix().value()).isEqualTo(database + "/" + measurement);
        assertThat(TableName.parse(table.toString())).isEqualTo(table);
    }

    @Test
    void isPrintedWithADotUnlessANameHasOne() {
        assertThat(new TableName("db", "cpu")).hasToString("db.cpu");
        assertThat(new TableName("db", "cpu.v1")).hasToString("db/cpu.v1");
        assertThat(new TableName("db.v1", "cpu")).hasToString("db.v1/cpu");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "db", "a.b.c", "a/b/c", "/", ".", "..", "db//cpu", "a.b/c/d"})
    void refusesTextThatIsNoPairOfNames(String text) {
        assertThatExceptionOfType(InvalidKeyException.class).isThrownBy(() -> TableName.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", ".hidden", "-x", "a..b", "a*", "a?", "a[b]", "a b", "a'b", "a\"b", "a=b", "a%2Fb", "a\\b", "é",
                "a\nb", "\u0661", "a\u0000"
            })
    void refusesNamesOutsideTheRule(String name) {
        assertThatExceptionOfType(InvalidKeyException.class)
                .isThrownBy(() -> TableName.of("db", name))
                .withMessageContaining("the measurement");
        assertThatExceptionOfType(InvalidKeyException.class)
                .isThrownBy(() -> TableName.of(name, "m"))
                .withMessageContaining("the database");
        assertThatIllegalArgumentException().isThrownBy(() -> new TableName("db", name));
        assertThatExceptionOfType(InvalidKeyException.class).isThrownBy(() -> TableName.parse("db/" + name));
    }

    @Test
    void refusesDatabasesThatAreReserved() {
        assertThatExceptionOfType(InvalidKeyException.class)
                .isThrownBy(() -> TableName.parse("_schema.cpu"))
                .withMessageContaining("reserved");
        assertThatIllegalArgumentException().isThrownBy(() -> new TableName("_schema", "cpu"));
    }

    @Test
    void boundsNamesAt128Characters() throws Exception {
        assertThat(TableName.of("a".repeat(128), "b".repeat(128)).prefix().value())
                .hasSize(257);
        assertThatExceptionOfType(InvalidKeyException.class).isThrownBy(() -> TableName.of("a".repeat(129), "b"));
        assertThatExceptionOfType(InvalidKeyException.class).isThrownBy(() -> TableName.of("a", "b".repeat(129)));
    }
}
