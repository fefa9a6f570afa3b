package io.siltstone.cli.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColorModeTest {

    @ParameterizedTest
    @CsvSource({
        // mode, terminal, NO_COLOR, CLICOLOR_FORCE, TERM, coloured
        "AUTO,   true,  '', '', xterm, true",
        "AUTO,   false, '', '', xterm, false",
        "AUTO,   true,  '', '', '',    true",
        "AUTO,   true,  '', '', dumb,  false",
        "AUTO,   true,  1,  '', xterm, false",
        "AUTO,   true,  1,  1,  xterm, false",
        "AUTO,   false, '', 1,  xterm, true",
        "AUTO,   false, '', 1,  dumb,  true",
        "AUTO,   false, '', 0,  xterm, false",
        "ALWAYS, false, 1,  '', dumb,  true",
        "NEVER,  true,  '', 1,  xterm, false"
    })
    void theOptionDecidesBeforeTheEnvironmentAndThatBeforeTheTerminal(
            ColorMode mode, boolean terminal, String noColor, String force, String term, boolean colored) {
        Map<String, String> environment = new HashMap<>();
        environment.put("NO_COLOR", noColor);
        environment.put("CLICOLOR_FORCE", force);
        environment.put("TERM", term);

        assertThat(mode.enabled(environment, terminal)).isEqualTo(colored);
    }
}
