package io.siltstone.testkit.wire;

import io.siltstone.core.Sleeper;
import io.siltstone.testkit.SeededRandom;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** A server on a free loopback port: a thread for each connection, faults by rule, requests counted. */
public final class WireServer implements AutoCloseable {

    private final WireHandler handler;
    private final Sleeper sleeper;
    private final SeededRandom random;
    private final ServerSocket listener;
    private final Thread acceptor;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private final List<WireRule> rules = new ArrayList<>();
    private final Map<String, Long> requests = new HashMap<>();
    private final AtomicLong received = new AtomicLong();
    private final AtomicLong sent = new AtomicLong();

    /**
     * Starts the server.
     *
     * @param seed decides where bodies are cut and which bits flip
     * @param sleeper waits between the bytes of a trickle
     */
    public WireServer(WireHandler handler, long seed, Sleeper sleeper) {
        this.handler = handler;
        this.sleeper = sleeper;
        this.random = new SeededRandom(seed);
        try {
            this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException("no free port on the loopback interface", e);
        }
        this.acceptor = new Thread(this::accept, "fault-server-" + listener.getLocalPort());
        acceptor.setDaemon(true);
        acceptor.start();
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** Makes requests go wrong from now on; the first rule that strikes a request is the only one. */
    public void add(WireRule rule) {
        synchronized (rules) {
            rules.add(rule);
        }
    }

    /** Forgets the rules, but not the counts. */
    public void clear() {
        synchronized (rules) {
            rules.clear();
        }
    }

    /** How many requests asked for the operation, those that went wrong included. */
    public long requests(String operation) {
        synchronized (rules) {
            return requests.getOrDefault(operation, 0L);
        }
    }

    /** How many requests came. */
    public long requests() {
        synchronized (rules) {
            return requests.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /** How many bytes the bodies of requests had, without the marks between their chunks. */
    public long received() {
        return received.get();
    }

    /** How many bytes of the bodies of answers were handed to their connections, each counted before it can arrive. */
    public long sent() {
        return sent.get();
    }

    /** Ends everything, and waits until no thread of the server runs. */
    @Override
    public void close() {
        try {
            listener.close();
            acceptor.join();
            for (Socket socket : sockets) {
                socket.close();
            }
            for (Thread thread : threads) {
                thread.interrupt();
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        while (true) {
            try {
                Socket socket = listener.accept();
                sockets.add(socket);
                Thread thread = new Thread(() -> serve(socket), "fault-server-connection-" + socket.getPort());
                thread.setDaemon(true);
                threads.add(thread);
                thread.start();
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            WireReader reader = new WireReader(new BufferedInputStream(socket.getInputStream()));
            WireWriter writer = new WireWriter(socket, sleeper, this::draw, sent::addAndGet);
            Optional<WireRequest> head = reader.readHead();
            while (head.isPresent() && answer(head.get(), reader, writer)) {
                head = reader.readHead();
            }
        } catch (IOException e) {
            // The client has gone, or sent what is no request: the connection ends, as servers do.
        } finally {
            sockets.remove(socket);
            threads.remove(Thread.currentThread());
        }
    }

    private boolean answer(WireRequest head, WireReader reader, WireWriter writer) throws IOException {
        Optional<StoreFault> fault = strike(handler.operation(head));
        Delivery delivery = fault.map(StoreFault::delivery).orElse(Delivery.WHOLE);
        boolean bodiless = head.method().equals("HEAD");
        if (delivery == Delivery.RESET_AT_ONCE) {
            return writer.send(WireResponse.of(500), delivery, bodiless);
        }
        if (head.header("expect").isPresent() && delivery != Delivery.NO_CONTINUE) {
            writer.sendContinue();
        }
        byte[] body = reader.readBody(head);
        received.addAndGet(body.length);
        WireRequest request = head.withBody(body);
        if (delivery == Delivery.RESET_AFTER_REQUEST) {
            return writer.send(WireResponse.of(500), delivery, bodiless);
        }
        WireResponse response =
                fault.isPresent() ? fault.get().answer(request, handler, this::draw) : handler.handle(request);
        return writer.send(response, delivery, bodiless);
    }

    private Optional<StoreFault> strike(String operation) {
        synchronized (rules) {
            requests.merge(operation, 1L, Long::sum);
            for (WireRule rule : rules) {
                if (rule.strikes(operation)) {
                    return Optional.of(rule.fault());
                }
            }
            return Optional.empty();
        }
    }

    private long draw(long bound) {
        return random.nextLong(bound);
    }
}
