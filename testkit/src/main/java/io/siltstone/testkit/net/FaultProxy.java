package io.siltstone.testkit.net;

import io.siltstone.core.Sleeper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Stands before a TCP server on a loopback port of its own. Without rules it changes nothing. Safe for concurrent use; the
 * rule of a connection is drawn when the connection is made.
 *
 * <pre>{@code
 * try (FaultProxy proxy = new FaultProxy(server)) {
 *     proxy.next(LineRule.PLAIN.endingAfterServer(LineEnd.RESET, 1000));
 *     ... a client of proxy.address() ...
 * }
 * }</pre>
 */
public final class FaultProxy implements AutoCloseable {

    private final InetSocketAddress server;
    private final Sleeper sleeper;
    private final ServerSocket listener;
    private final Thread acceptor;
    private final AtomicLong connections = new AtomicLong();
    private final Queue<LineRule> next = new ArrayDeque<>();
    private final Set<ProxyLine> lines = new HashSet<>();
    private LineRule usual = LineRule.PLAIN;
    private boolean closed;

    /** Before a server, with real waiting. */
    public FaultProxy(InetSocketAddress server) throws IOException {
        this(server, Sleeper.system());
    }

    /**
     * Before a server.
     *
     * @param sleeper waits for delays and bandwidth
     */
    public FaultProxy(InetSocketAddress server, Sleeper sleeper) throws IOException {
        this.server = server;
        this.sleeper = sleeper;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.acceptor = new Thread(this::accept, "fault-proxy-" + listener.getLocalPort());
        acceptor.setDaemon(true);
        acceptor.start();
    }

    /** Where clients connect. */
    public InetSocketAddress address() {
        return new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort());
    }

    /** How connections that are made from now on behave, whatever {@link #next} has said of them. */
    public synchronized void usually(LineRule rule) {
        next.clear();
        usual = rule;
    }

    /** How the next connection behaves, after those that have been told so already. */
    public synchronized void next(LineRule rule) {
        next.add(rule);
    }

    /** How many connections were made. */
    public long connections() {
        return connections.get();
    }

    /** Ends every connection that is open, as a server does that tires of idle ones. New ones are taken. */
    public void closeConnections() {
        for (ProxyLine line : openLines()) {
            line.end(LineEnd.CLOSE);
        }
    }

    /** Ends everything, and waits until no thread of the proxy runs. */
    @Override
    public void close() throws IOException {
        synchronized (this) {
            closed = true;
        }
        listener.close();
        closeConnections();
        try {
            acceptor.join();
            for (ProxyLine line : openLines()) {
                line.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void accept() {
        while (true) {
            try {
                Socket client = listener.accept();
                connections.incrementAndGet();
                connect(client);
            } catch (IOException e) {
                return;
            }
        }
    }

    private void connect(Socket client) throws IOException {
        Socket upstream = new Socket();
        try {
            upstream.connect(server);
        } catch (IOException e) {
            // The client sees what the proxy saw: nobody there.
            client.setSoLinger(true, 0);
            client.close();
            upstream.close();
            return;
        }
        client.setTcpNoDelay(true);
        upstream.setTcpNoDelay(true);
        start(client, upstream);
    }

    private synchronized void start(Socket client, Socket upstream) throws IOException {
        if (closed) {
            client.close();
            upstream.close();
            return;
        }
        LineRule rule = next.isEmpty() ? usual : next.remove();
        ProxyLine line = new ProxyLine(client, upstream, rule, sleeper, this::forget);
        lines.add(line);
        line.start();
    }

    private synchronized void forget(ProxyLine line) {
        lines.remove(line);
    }

    private synchronized List<ProxyLine> openLines() {
        return List.copyOf(lines);
    }
}
