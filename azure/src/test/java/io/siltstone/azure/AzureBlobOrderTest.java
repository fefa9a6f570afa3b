package io.siltstone.azure;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.storage.blob.models.BlobItem;
import io.siltstone.core.Utf8Order;
import io.siltstone.core.error.StorageException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class AzureBlobOrderTest {

    /** From every side of the two orders' difference, and alike enough to share beginnings. */
    private static final String[] PIECES = {"a", "/", "~", "é", "\uD7FF", "\uE000", "\uFFFD", "😀", "\uD800\uDC00"};

    private int listings;

    @Test
    void namesComeInUtf8OrderWhateverIsHeldBack() throws Exception {
        Random random = new Random(7);
        for (int run = 0; run < 300; run++) {
            TreeSet<String> names = new TreeSet<>();
            for (int i = 0; i < 60; i++) {
                StringBuilder name = new StringBuilder("x");
                for (int j = random.nextInt(6); j >= 0; j--) {
                    name.append(PIECES[random.nextInt(PIECES.length)]);
                }
                names.add(name.toString());
            }
            List<String> expected = names.stream().sorted(Utf8Order.COMPARATOR).toList();
            for (int held : new int[] {0, 1, 3, 1000}) {
                assertThat(all(ordered(names, held)))
                        .as("run %s, %s held", run, held)
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void linesInUtf8OrderStayAsTheyAre() throws Exception {
        List<String> names = List.of("xa", "x\uE000", "x\uFFFD😀", "x😀", "x😀\uE000");
        assertThat(all(new AzureBlobOrder(cursor(names), 1, 10, text -> cursor(below(names, text)))))
                .isEqualTo(names);
    }

    @Test
    void whatFitsIsListedOnce() throws Exception {
        all(ordered(new TreeSet<>(List.of("xa", "x😀", "x😀/b", "x\uE000")), 2));
        assertThat(listings).isZero();
        all(ordered(new TreeSet<>(List.of("xa", "x😀", "x😀/b", "x\uE000")), 1));
        assertThat(listings).isEqualTo(1);
    }

    private AzureBlobOrder ordered(TreeSet<String> names, int held) {
        return new AzureBlobOrder(cursor(names), 1, held, text -> {
            listings++;
            return cursor(below(names, text));
        });
    }

    private static List<String> below(Collection<String> names, String text) {
        return names.stream().filter(name -> name.startsWith(text)).toList();
    }

    private static AzureBlobCursor cursor(Collection<String> names) {
        Iterator<String> iterator = names.iterator();
        return () -> iterator.hasNext()
                ? Optional.of(new AzureBlobEntry(iterator.next(), new BlobItem()))
                : Optional.empty();
    }

    private static List<String> all(AzureBlobCursor cursor) throws StorageException {
        List<String> names = new ArrayList<>();
        for (Optional<AzureBlobEntry> next = cursor.next(); next.isPresent(); next = cursor.next()) {
            names.add(next.get().name());
        }
        return names;
    }
}
