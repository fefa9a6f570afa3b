package io.siltstone.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.siltstone.core.KeyProfile;
import io.siltstone.core.ObjectKey;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class KeyCorpusTest {

    @Test
    void theValidatorAgreesWithEveryVerdict() {
        assertThat(KeyCorpus.all()).allSatisfy(each -> {
            boolean raw = ObjectKey.violation(each.text(), KeyProfile.RAW).isEmpty();
            boolean portable =
                    ObjectKey.violation(each.text(), KeyProfile.PORTABLE).isEmpty();
            assertThat(portable).as("PORTABLE %s", each).isEqualTo(each.verdict() == KeyCase.Verdict.LEGAL);
            assertThat(raw)
                    .as("RAW %s", each)
                    .isEqualTo(each.verdict() == KeyCase.Verdict.LEGAL || each.verdict() == KeyCase.Verdict.RAW_ONLY);
        });
    }

    @Test
    void everyCategoryIsAsLargeAsItIsMeantToBe() {
        Map<String, Long> counts =
                KeyCorpus.all().stream().collect(Collectors.groupingBy(KeyCase::category, Collectors.counting()));
        assertThat(counts)
                .containsEntry("P1", 60L)
                .containsEntry("P2", 66L)
                .containsEntry("P3", 24L)
                .containsEntry("P4", 20L)
                .containsEntry("P5", 20L)
                .containsEntry("P6", 24L)
                .containsEntry("P7", 20L)
                .containsEntry("P8", 12L)
                .containsEntry("P9", 60L)
                .containsEntry("P10", 12L)
                .containsEntry("P11", 24L)
                .containsEntry("P12", 24L)
                .containsEntry("P13", 10L)
                .containsEntry("P14", 30L)
                .containsEntry("P15", 10L)
                .hasSize(15);
    }

    @Test
    void noTextIsThereTwiceInACategory() {
        assertThat(KeyCorpus.all().stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting())))
                .allSatisfy((each, count) -> assertThat(count).as("%s", each).isEqualTo(1));
    }
}
