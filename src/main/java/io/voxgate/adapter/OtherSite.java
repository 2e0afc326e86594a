package io.voxgate.adapter;

/**
 * The vendor's other site, which has accounts and keys of its own.
 *
 * @param account the connection as if it were set to that site
 * @param advice what is said when the key belongs there, as a sentence
 * @param setting the connection's member to put right
 */
public record OtherSite(VendorAccount account, String advice, String setting) {}
