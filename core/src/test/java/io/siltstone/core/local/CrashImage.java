package io.siltstone.core.local;

import io.siltstone.core.local.CrashNode.DirectoryNode;
import io.siltstone.core.local.CrashNode.FileNode;
import io.siltstone.core.local.CrashNode.LinkNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a crash left on a disk, as far as names lead to it.
 *
 * @param nodes by identity
 * @param text the same for two images that no program can tell apart
 */
record CrashImage(Map<Long, CrashNode> nodes, String text) {

    static CrashImage of(Map<Long, CrashNode> nodes) {
        Map<Long, CrashNode> reached = new HashMap<>();
        Map<Long, Integer> order = new HashMap<>();
        StringBuilder text = new StringBuilder();
        reach(CrashDisk.TOP, nodes, reached, order, text);
        giveOwnNumbers(reached);
        return new CrashImage(reached, text.toString());
    }

    private static void reach(
            long id,
            Map<Long, CrashNode> nodes,
            Map<Long, CrashNode> reached,
            Map<Long, Integer> order,
            StringBuilder text) {
        CrashNode node = nodes.get(id);
        if (node == null) {
            throw new AssertionError("a name leads to no node: " + id);
        }
        boolean first = reached.put(id, node) == null;
        order.putIfAbsent(id, order.size());
        text.append('#').append(order.get(id));
        if (!first) {
            return;
        }
        if (node instanceof DirectoryNode directory) {
            text.append('{');
            directory.entries().forEach((name, child) -> {
                text.append(name).append('=');
                reach(child, nodes, reached, order, text);
                text.append(';');
            });
            text.append('}');
        } else if (node instanceof FileNode file) {
            text.append(file.state().digest());
        } else {
            text.append(((LinkNode) node).target());
        }
    }

    /** A number may have been given again since; of two files, the newer one keeps it. */
    private static void giveOwnNumbers(Map<Long, CrashNode> nodes) {
        Set<Long> taken = new HashSet<>();
        for (long id : new TreeSet<>(nodes.keySet()).descendingSet()) {
            CrashNode node = nodes.get(id);
            if (node != null && !taken.add(node.number())) {
                long number = 1_000_000 + id;
                taken.add(number);
                nodes.put(id, CrashNode.numbered(node, number));
            }
        }
    }
}
