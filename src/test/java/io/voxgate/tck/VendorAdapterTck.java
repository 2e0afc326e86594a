package io.voxgate.tck;

/**
 * What every adapter has to hold, whatever the vendor. A vendor's subclass only says who is judged; what it must make
 * of each leaf and each error code is data ({@code tck/expected-outcomes-<vendor>.yaml},
 * {@code tck/errors-<vendor>.csv}), written from the documents.
 */
abstract class VendorAdapterTck
        implements OutcomeTck,
                PurityTck,
                ErrorTck,
                GarbageTck,
                CapabilityTck,
                ImportTck,
                SimulatorTck,
                PostCallTck,
                CallbackTck,
                ActiveTck {}
