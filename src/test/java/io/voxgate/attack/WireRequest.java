package io.voxgate.attack;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Requests as bytes, made once and sent as often as an attack likes. */
public final class WireRequest {
    private final StringBuilder head = new StringBuilder();
    private byte[] body = new byte[0];

    private WireRequest(String method, String path) {
        head.append(method).append(' ').append(path).append(" HTTP/1.1\r\nHost: voxgate.test\r\n");
    }

    public static WireRequest of(String method, String path) {
        return new WireRequest(method, path);
    }

    /** A request that reads. */
    public static byte[] get(String path, String bearer) {
        return of("GET", path).header("Authorization", bearer).bytes();
    }

    /** A request with a body in JSON. */
    public static byte[] json(String method, String path, String bearer, String body) {
        return of(method, path).header("Authorization", bearer).body(body).bytes();
    }

    public WireRequest header(String name, String value) {
        head.append(name).append(": ").append(value).append("\r\n");
        return this;
    }

    public WireRequest body(String json) {
        body = json.getBytes(StandardCharsets.UTF_8);
        return header("Content-Type", "application/json").header("Content-Length", Integer.toString(body.length));
    }

    public byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes((head + "\r\n").getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(body);
        return bytes.toByteArray();
    }
}
