package io.voxgate.adapter;

/**
 * What a vendor can say of everything that runs in an account's app.
 *
 * @param complete the vendor lists it ({@link VendorAdapter#active}); otherwise it is only asked about what its
 *     callbacks named
 * @param note for people: what is in such a list, what is not, and why
 */
public record ActiveListing(boolean complete, String note) {}
