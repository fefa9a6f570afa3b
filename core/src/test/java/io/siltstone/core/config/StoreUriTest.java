package io.siltstone.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siltstone.core.error.ConfigurationException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class StoreUriTest {

    @ParameterizedTest
    @CsvSource({
        "file:/data,file,'',/data",
        "file:///data,file,'',/data",
        "FILE:/Data,file,'',/Data",
        "file:rel/x,file,'',rel/x",
        "mem:name,mem,'',name",
        "mem://name,mem,name,''",
        "s3://bucket/a/b,s3,bucket,/a/b",
        "abfss://box@account.dfs.core.windows.net/x,abfss,box@account.dfs.core.windows.net,/x",
        "file:/a%20b%25%C3%A9+c,file,'','/a b%é+c'"
    })
    void anAddressIsTakenApart(String text, String scheme, String authority, String path) throws Exception {
        assertThat(StoreUri.parse(text)).isEqualTo(new StoreUri(scheme, authority, path, Map.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/data", "data", "./x?y=1#z", "C:\\data", "C:/data", "/a%20b", "~/x", "a b", "1a:b"})
    void whatHasNoSchemeIsAPathAsItStands(String text) throws Exception {
        assertThat(StoreUri.parse(text)).isEqualTo(new StoreUri("", "", text, Map.of()));
    }

    @Test
    void parametersAreDecodedInTheirOrder() throws Exception {
        assertThat(StoreUri.parse("file:/a?x=1&y=a%26b&z=&w=c=d").parameters())
                .containsExactly(Map.entry("x", "1"), Map.entry("y", "a&b"), Map.entry("z", ""), Map.entry("w", "c=d"));
    }

    @ParameterizedTest
    @CsvSource({
        "'',is empty",
        "file:/a?x=1&x=2,`x` is given twice",
        "file:/a?x=1&%78=2,`x` is given twice",
        "file:/a?x,name=value",
        "file:/a?=1,name=value",
        "file:/a?x=1&,name=value",
        "file:/a#b,fragment",
        "file:/a%zz,hexadecimal",
        "file:/a%2,hexadecimal",
        "file:/a%,hexadecimal",
        "file:/a%+1,hexadecimal",
        "file:/%FF,not UTF-8",
        "file:/%C3,not UTF-8",
        "file:/a?x=%ED%A0%80,not UTF-8"
    })
    void anAddressThatIsWrongIsRefused(String text, String reason) {
        assertThatThrownBy(() -> StoreUri.parse(text))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3://key:hunter2@bucket/x", "s3://key%3Ahunter2@bucket/x", "s3://a:hunter2@b@c/x"})
    void aSecretIsRefusedAndNotRepeated(String text) {
        assertThatThrownBy(() -> StoreUri.parse(text))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("must not hold a secret")
                .hasMessageNotContaining("hunter2");
    }
}
