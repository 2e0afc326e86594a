package io.voxgate.adapter;

/** An agent put into one vendor's words. The call is complete only when {@code report.accepted()}. */
public record Translation(String vendor, VendorCall call, FieldReport report) {}
