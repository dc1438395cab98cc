# Numbers and days of offices elsewhere, recorded beside a proposal.
milestones-title = Catatan resmi
milestones-lede = Nomor dan tanggal dari kantor lain. Catatan ini mengubah nama tahap, bukan urutan kerja.
milestones-none = Belum ada catatan resmi.
milestones-more = Tambah catatan
milestone-number = Nomor
milestone-day = Tanggal
milestone-amount = Jumlah
milestone-record = Catat
milestone-said = Nomor { $number }, { $day }
milestone-fault-number = Tulis nomor seperti tertera di surat, paling banyak 60 huruf
proposal-stage = Tahap resmi
