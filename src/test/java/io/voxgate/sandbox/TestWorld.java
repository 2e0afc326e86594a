package io.voxgate.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** A world whose time is moved by hand and whose messages are kept; everything happens on the calling thread. */
public final class TestWorld {
    public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final ManualScheduler stage = new ManualScheduler(START);
    private final List<CallbackSender.CallbackMessage> messages = new CopyOnWriteArrayList<>();
    private final AtomicLong ids = new AtomicLong();
    private final SandboxWorld world;
    private volatile int status = 200;

    public TestWorld(List<SandboxAccount> accounts) {
        SandboxAccounts known = (vendor, keyId) -> accounts.stream()
                .filter(a -> a.vendor().equals(vendor) && a.keyId().equals(keyId))
                .toList();
        CallbackSender callbackSender = new CallbackSender(stage, stage, this::carry, Runnable::run);
        this.world =
                new SandboxWorld(stage, stage, known, callbackSender, () -> "%032x".formatted(ids.incrementAndGet()));
    }

    public SandboxWorld world() {
        return world;
    }

    public ManualScheduler clock() {
        return stage;
    }

    public void pass(Duration time) {
        stage.pass(time);
    }

    /** What was carried to callback URLs so far, each try. */
    public List<CallbackSender.CallbackMessage> messages() {
        return List.copyOf(messages);
    }

    /** What the callback URL answers from now on. */
    public void callbacksAnswer(int httpStatus) {
        status = httpStatus;
    }

    private CallbackSender.Receipt carry(CallbackSender.CallbackMessage message, Duration within) {
        messages.add(message);
        return new CallbackSender.Receipt(status, SandboxJson.utf8("{\"code\":0,\"ErrCode\":0}"));
    }
}
