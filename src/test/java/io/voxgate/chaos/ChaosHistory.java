package io.voxgate.chaos;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What was done by whom in one run, from three sides that know nothing of each other. All times are Unix milliseconds
 * of the judge's clock; 0 is never. Nothing is computed here.
 *
 * @param calm when the last fault was over
 * @param end when it was looked at for the last time
 */
record ChaosHistory(long calm, long end, VendorSide vendors, RowSide rows, CallerSide callers) {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** The ledger of the vendors, which the service cannot write. */
    record VendorSide(List<Task> tasks, List<Request> requests, List<Callback> callbacks) {}

    /**
     * A call or a conversation that a vendor began.
     *
     * @param marker the order that it is for, as the agent's greeting says
     * @param session our session's id, where the vendor's request carries it; else empty text
     * @param late it was begun long after it was asked for, when nobody waited any more
     */
    record Task(
            ChaosVendor vendor,
            String handle,
            String marker,
            String session,
            String place,
            boolean late,
            TaskTimes times) {
        long begun() {
            return times.begun();
        }

        long ended() {
            return times.ended();
        }

        long stopAsked() {
            return times.stopAsked();
        }

        Task at(TaskTimes other) {
            return new Task(vendor, handle, marker, session, place, late, other);
        }
    }

    /** @param stopAsked when a stop of it first arrived */
    record TaskTimes(long begun, long ended, long stopAsked) {}

    /**
     * A request as a vendor got it.
     *
     * @param about the marker of a start, else the handle or what else is asked for
     * @param fault what was done to it
     */
    record Request(long at, ChaosVendor vendor, String action, String about, VendorFault fault) {}

    /**
     * A callback of a task.
     *
     * @param acknowledged when it was first answered 200
     */
    record Callback(String id, String handle, String what, long firstSent, long acknowledged) {}

    /**
     * What is stored.
     *
     * @param unknown each time that a session was seen to be unknown
     */
    record RowSide(List<Session> sessions, List<Event> events, List<Unknown> unknown) {}

    /** A session's row; marker: from its metadata, handle: empty text when there is none. */
    record Session(
            String id,
            String marker,
            ChaosVendor vendor,
            String status,
            String endReason,
            String handle,
            int starts,
            long ended) {}

    /** A session's event; callback: the id in what the vendor sent, empty text for our own. */
    record Event(String session, int sequence, String id, String type, String callback) {}

    record Unknown(String session, long first, long last) {}

    /** What those outside were told. */
    record CallerSide(List<Answer> answers, List<ReceivedMessage> messages) {}

    /**
     * A request of a caller.
     *
     * @param marker the order; of the stops that end the run the session's own
     * @param key the Idempotency-Key; empty text when there is none
     * @param what start or stop
     * @param status 0: no answer came
     * @param session the id that was answered, or that was to be stopped
     * @param code of a problem; detail: its words
     */
    record Answer(
            String marker,
            String key,
            String what,
            String replica,
            long sent,
            long answered,
            int status,
            String session,
            String code,
            String detail) {
        boolean good() {
            return status >= 200 && status < 300;
        }
    }

    /** A webhook as its receiver got it; body: its SHA-256. */
    record ReceivedMessage(String webhook, String id, String body) {}

    String json() {
        try {
            return MAPPER.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static ChaosHistory read(Path file) {
        try {
            return MAPPER.readValue(Files.readString(file), ChaosHistory.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A run too long to be printed is read by programs. */
    void write(Path file) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, json());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
