package io.voxgate.testkit;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads an event stream byte by byte as the WHATWG's standard says a browser does. What is not closed by an empty line
 * is never dispatched.
 */
public final class SseParser {
    /** @param id the last event id at its dispatch */
    public record Event(String id, String type, String data) {}

    private final List<Event> events = new ArrayList<>();
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final StringBuilder data = new StringBuilder();
    private String type = "";
    private String idBuffer;
    private String lastEventId;
    private long retryMs = -1;
    private int comments;
    private boolean afterReturn;

    /** @param lastEventId with which the stream was asked for */
    public SseParser(String lastEventId) {
        this.idBuffer = lastEventId;
        this.lastEventId = lastEventId;
    }

    public void feed(byte[] bytes) {
        for (byte one : bytes) {
            if (one == '\n' && afterReturn) {
                afterReturn = false;
            } else if (one == '\n' || one == '\r') {
                afterReturn = one == '\r';
                line(line.toString(StandardCharsets.UTF_8));
                line.reset();
            } else {
                afterReturn = false;
                line.write(one);
            }
        }
    }

    private void line(String text) {
        if (text.isEmpty()) {
            dispatch();
        } else if (text.startsWith(":")) {
            comments++;
        } else {
            int colon = text.indexOf(':');
            String value = colon < 0 ? "" : text.substring(colon + 1);
            field(colon < 0 ? text : text.substring(0, colon), value.startsWith(" ") ? value.substring(1) : value);
        }
    }

    private void field(String name, String value) {
        switch (name) {
            case "event" -> type = value;
            case "data" -> data.append(value).append('\n');
            case "id" -> idBuffer = value.indexOf('\0') < 0 ? value : idBuffer;
            case "retry" -> retryMs = value.matches("[0-9]+") ? Long.parseLong(value) : retryMs;
            default -> throw new AssertionError("A field that browsers pass over: " + name);
        }
    }

    private void dispatch() {
        lastEventId = idBuffer;
        if (!data.isEmpty()) {
            events.add(new Event(lastEventId, type.isEmpty() ? "message" : type, data.substring(0, data.length() - 1)));
        }
        data.setLength(0);
        type = "";
    }

    public List<Event> events() {
        return List.copyOf(events);
    }

    /** With which a browser would come back. */
    public String lastEventId() {
        return lastEventId;
    }

    public long retryMs() {
        return retryMs;
    }

    public int comments() {
        return comments;
    }
}
