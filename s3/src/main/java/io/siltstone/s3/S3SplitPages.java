package io.siltstone.s3;

import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.StorageException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The pages of a long listing, several fetched at once: where keys tell the time that they are of, the rest is cut into
 * stretches of some pages, each listed from its beginning on. They are given in order, one stretch after the other, and
 * each proves the next: its last page goes past its end, and the next one must begin with what was seen there. If it does
 * not, as in a store that ignores where a listing is to begin, the stretch goes on in its place, and nothing is fetched ahead
 * any more. So keys are neither left out nor given twice, whatever the guesses were worth.
 *
 * <p>The first pages, and those of a listing whose guesses turn out empty, come one after the other.
 */
final class S3SplitPages implements S3PageSource {

    /** Pages one after the other before anything is guessed: a short listing costs no request more. */
    private static final int QUIET_PAGES = 4;

    private static final int FIRST_STRETCHES = 2;

    private final Opener opener;
    private final S3Threads threads;
    private final ErrorContext context;
    private final String below;
    private final S3TimeCuts cuts = new S3TimeCuts(S3Limits.LIST_STRETCH_PAGES);
    private final Deque<S3Stretch> stretches = new ArrayDeque<>();
    private boolean mayFetchAhead = true;
    private int wanted;
    private int quietPages;
    private boolean ended;

    /** @param below what all keys of the listing begin with */
    S3SplitPages(Opener opener, String below, S3Threads threads, ErrorContext context) {
        this.opener = opener;
        this.below = below;
        this.threads = threads;
        this.context = context;
        stretches.add(new S3Stretch(opener.open(Optional.empty()), Optional.empty(), context));
    }

    /** Opens the same listing, also from behind a text that need not be a key. */
    @FunctionalInterface
    interface Opener {
        S3PageSource open(Optional<String> startAfter);
    }

    @Override
    public boolean hasNext() {
        return !ended;
    }

    @Override
    public List<S3Pages.Item> next() throws StorageException {
        fetchAhead();
        while (stretches.element().isTaken()) {
            handOver();
        }
        S3Stretch head = stretches.element();
        List<S3Pages.Item> page = head.take();
        cuts.see(page);
        ended = head.isLast();
        if (ended) {
            close();
        }
        return page;
    }

    private void fetchAhead() throws StorageException {
        if (!mayFetchAhead) {
            return;
        }
        if (wanted == 0 && ++quietPages > QUIET_PAGES) {
            quietPages = 0;
            wanted = FIRST_STRETCHES;
        }
        for (S3Stretch stretch : stretches) {
            stretch.settle();
        }
        while (unfetched() < wanted && pagesHeld() < S3Limits.LIST_PAGES_AHEAD && cut()) {}
        if (stretches.size() > 1) {
            stretches.element().fetch(threads);
            for (S3Stretch stretch : stretches) {
                if (pagesHeld() < S3Limits.LIST_PAGES_AHEAD) {
                    stretch.fetch(threads);
                }
            }
        }
    }

    /** Ends the last stretch and begins another behind it; false where nothing tells where. */
    private boolean cut() {
        S3Stretch last = stretches.getLast();
        Optional<S3TimeCuts.Place> at = last.isFetched()
                ? Optional.empty()
                : last.place().flatMap(cuts::after).filter(cut -> cut.text().startsWith(below));
        at.ifPresent(cut -> {
            last.endAt(cut);
            stretches.add(new S3Stretch(opener.open(Optional.of(cut.text())), at, context));
        });
        return at.isPresent();
    }

    private long unfetched() {
        return stretches.stream().filter(stretch -> !stretch.isFetched()).count();
    }

    /** Pages that have come, or are under way. */
    int pagesHeld() {
        return stretches.stream().mapToInt(S3Stretch::pagesHeld).sum();
    }

    /** From the first stretch, which is taken, to the one behind it; what fails may be tried again. */
    private void handOver() throws StorageException {
        S3Stretch head = stretches.remove();
        while (stretches.element().endsBefore(head.firstBeyond())) {
            // Nothing can be in it: what comes next lies behind its end.
            stretches.remove().close();
            wanted /= 2;
        }
        S3Stretch next = stretches.element();
        boolean goesOn = false;
        boolean failed = true;
        try {
            goesOn = next.goesOn(head);
            failed = false;
        } finally {
            if (failed) {
                stretches.addFirst(head);
            }
        }
        if (goesOn) {
            wanted = Math.min(S3Limits.LIST_STRETCHES, wanted * 2);
        } else {
            stretches.remove();
            head.takeOver(next);
            stretches.addFirst(head);
            mayFetchAhead = false;
        }
    }

    @Override
    public void close() {
        stretches.forEach(S3Stretch::close);
    }
}
