package io.voxgate.service;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.voxgate.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A vendor of a test's own: keeps what it is sent, and answers with an error that the test makes of it. */
final class EchoingVendor implements AutoCloseable {
    private final HttpServer server;
    private final List<String> heard = new CopyOnWriteArrayList<>();

    /** @param message the error's message, given the request's headers and body */
    EchoingVendor(Function<String, String> message) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", exchange -> answer(exchange, message));
        server.start();
    }

    private void answer(HttpExchange exchange, Function<String, String> message) throws IOException {
        String asked = exchange.getRequestHeaders().entrySet() + " " + exchange.getRequestURI() + " "
                + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        heard.add(asked);
        String error = Json.write(Json.object().put("Code", "InvalidParameter").put("Message", message.apply(asked)));
        byte[] body = "{\"Response\":{\"Error\":%s,\"RequestId\":\"r-1\"}}"
                .formatted(error)
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Its host as a credential's {@code hosts} name it. */
    String host() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    List<String> heard() {
        return heard;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
