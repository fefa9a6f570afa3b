package io.siltstone.testkit.azure;

import io.siltstone.testkit.wire.WireRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** What a container holds. Conditions are asked and changes made under one lock. */
final class AzureContainer {

    /** In the service's order, that of UTF-16 units. */
    private final TreeMap<String, AzureBlob> blobs = new TreeMap<>();

    private final Map<String, Map<String, AzureBlock>> staged = new HashMap<>();
    private final AzureLeases leases = new AzureLeases();

    /** A blob in a listing. */
    record Listed(String name, AzureBlob blob, boolean leased) {}

    /** The blob that a request reads. */
    synchronized AzureBlob get(String name, WireRequest conditions) {
        AzureBlob blob = require(name);
        leases.requireNamed(name, conditions);
        AzureConditions.require(conditions, blob);
        return blob;
    }

    synchronized Optional<AzureBlob> find(String name) {
        return Optional.ofNullable(blobs.get(name));
    }

    synchronized boolean isLeased(String name) {
        return leases.isLeased(name);
    }

    /** Stores the blob if the request's conditions hold; what was staged for its name is gone. */
    synchronized AzureBlob put(String name, WireRequest conditions, AzureBlob blob) {
        AzureConditions.requireForWrite(conditions, find(name));
        leases.require(name, conditions);
        blobs.put(name, blob);
        staged.remove(name);
        return blob;
    }

    synchronized void delete(String name, WireRequest conditions) {
        AzureBlob blob = require(name);
        AzureConditions.require(conditions, blob);
        leases.require(name, conditions);
        blobs.remove(name);
        staged.remove(name);
        leases.end(name);
    }

    synchronized void stage(String name, AzureBlock block, WireRequest request) {
        leases.require(name, request);
        Map<String, AzureBlock> there = staged.computeIfAbsent(name, unused -> new LinkedHashMap<>());
        // All that are there have one length.
        if (there.keySet().stream()
                .limit(1)
                .anyMatch(id -> id.length() != block.id().length())) {
            throw AzureRefusal.of(400, "InvalidBlobOrBlock");
        }
        there.put(block.id(), block);
    }

    /** Stores the blob that is made of the blocks named, each the one staged last or, if none is, the committed one. */
    synchronized AzureBlob commit(
            String name, List<String> ids, WireRequest conditions, Function<List<AzureBlock>, AzureBlob> made) {
        Map<String, AzureBlock> known = new HashMap<>();
        find(name).ifPresent(blob -> blob.blocks().forEach(block -> known.put(block.id(), block)));
        known.putAll(staged.getOrDefault(name, Map.of()));
        List<AzureBlock> blocks = new ArrayList<>(ids.size());
        for (String id : ids) {
            AzureBlock block = known.get(id);
            if (block == null) {
                throw AzureRefusal.of(400, "InvalidBlockList");
            }
            blocks.add(block);
        }
        return put(name, conditions, made.apply(blocks));
    }

    /** What is staged, in the order in which it came. */
    synchronized List<AzureBlock> staged(String name) {
        return List.copyOf(staged.getOrDefault(name, Map.of()).values());
    }

    synchronized String lease(String name, WireRequest request) {
        require(name);
        return leases.operate(name, request);
    }

    synchronized void expireLeases() {
        leases.expire();
    }

    /** The blobs whose names come after one, in order. */
    synchronized List<Listed> after(String name) {
        SortedMap<String, AzureBlob> tail = blobs.tailMap(name, name.isEmpty());
        List<Listed> listed = new ArrayList<>(tail.size());
        tail.forEach((each, blob) -> listed.add(new Listed(each, blob, leases.isLeased(each))));
        return listed;
    }

    private AzureBlob require(String name) {
        return find(name).orElseThrow(() -> AzureRefusal.of(404, "BlobNotFound"));
    }
}
