# Words of funding: who, where something stands, clocks, papers, entries.

# Who acts. Duties that are an office have the name of the office.
funding-duty-second-decider = Pejabat pemutus keberatan
funding-duty-head = Kepala instansi
funding-duty-clock = Otomatis
funding-duty-consequence = Mengikuti langkah lain
funding-by-mandate = Penerima mandat, a.n. { $duty }

# Who is told, within a sentence.
funding-reader-signatories = ketua dan bendahara pengaju
funding-reader-group = ketua, bendahara, dan anggota pengaju yang menulis
funding-reader-drafts = semua yang sedang menulis draf
funding-reader-verifier = pemeriksa berkas
funding-reader-reviewers = penilai
funding-reader-former-reviewer = penilai yang tugasnya berakhir
funding-reader-lead = ketua pembukaan
funding-reader-decider = pejabat yang memutuskan
funding-reader-second-decider = pejabat pemutus keberatan

# The seven names of where a proposal stands, as the applicant reads them.
funding-seen-draft = Draf
funding-seen-sent = Terkirim
funding-seen-checked = Diperiksa
funding-seen-needs-revision = Perlu perbaikan
funding-seen-judged = Dinilai
funding-seen-decided = Diputuskan
funding-seen-over = Selesai

# Where an award stands.
funding-award-offered = Ditawarkan
funding-award-accepted = Diterima
funding-award-declined = Tidak diambil
funding-award-agreement-draft = Naskah perjanjian
funding-award-active = Berjalan
funding-award-suspended = Ditangguhkan
funding-award-terminated = Dihentikan
funding-award-closed = Selesai

# Where an instalment stands.
funding-tranche-planned = Direncanakan
funding-tranche-requested = Diminta
funding-tranche-verified = Diperiksa
funding-tranche-approved = Disetujui
funding-tranche-paid = Cair
funding-tranche-handed-over = Barang diserahkan
funding-tranche-accounted = LPJ diterima
funding-tranche-rejected = Ditolak
funding-tranche-failed = Gagal cair
funding-tranche-returned = Dikembalikan
funding-tranche-cancelled = Dibatalkan

# Where a report stands. Two weeks before its day it is called due.
funding-report-due-later = Belum waktunya
funding-report-due = Jatuh tempo
funding-report-submitted = Terkirim
funding-report-returned = Dikembalikan
funding-report-accepted = Diterima
funding-report-overdue = Lewat tenggat

# The official names of the stages, as offices use them.
funding-stage-draft = Draf
funding-stage-submitted = Diajukan
funding-stage-registered = Diagendakan
funding-stage-admin-check = Verifikasi administrasi
funding-stage-needs-revision = Perlu perbaikan
funding-stage-revised = Sedang diperbaiki
funding-stage-revision-sent = Perbaikan dikirim
funding-stage-evaluation = Evaluasi
funding-stage-recommended = Rekomendasi
funding-stage-recommended-apip = Rekomendasi (reviu pengawas internal, APIP)
funding-stage-tapd-review = Pertimbangan tim anggaran (TAPD)
funding-stage-budgeted = Masuk rancangan anggaran (KUA-PPAS)
funding-stage-budget-act = Masuk anggaran daerah (APBD)
funding-stage-decreed = SK penetapan penerima
funding-stage-nphd-requested = Permohonan perjanjian hibah (NPHD)
funding-stage-nphd-signed = Perjanjian hibah (NPHD) sesuai
funding-stage-disbursement-requested = Permohonan pencairan
funding-stage-disbursed = Dicairkan
funding-stage-reporting = Laporan penggunaan (LPJ)
funding-stage-closed = Selesai
funding-stage-rejected = Ditolak
funding-stage-withdrawn = Ditarik
funding-stage-cancelled = Dibatalkan
funding-stage-lapsed = Lewat waktu
funding-stage-objected = Keberatan
funding-stage-waitlisted = Daftar tunggu
funding-stage-suspended = Ditangguhkan

# What a clock runs for, within a sentence.
funding-timer-call-opens = waktu buka
funding-timer-call-closes = waktu tutup
funding-timer-claim = jawaban instansi atas proposal
funding-timer-admin-check = pemeriksaan berkas
funding-timer-revision-due = perbaikan dari pengaju
funding-timer-field-visit = tinjau lapangan
funding-timer-reviewer = penilaian
funding-timer-decision = keputusan
funding-timer-budget-check = pertimbangan tim anggaran
funding-timer-objection-window = kesempatan mengajukan keberatan
funding-timer-objection-decision = putusan atas keberatan
funding-timer-waitlist = masa daftar tunggu
funding-timer-offer = jawaban atas tawaran hibah
funding-timer-tranche-check = pemeriksaan permintaan pencairan
funding-timer-report-due = laporan penggunaan (LPJ)

# Titles of letters.
funding-letter-proposal-receipt = Tanda terima proposal
funding-letter-revision-notice = Pemberitahuan perbaikan
funding-letter-visit-minutes = Berita acara tinjau lapangan
funding-letter-recommendation-note = Nota rekomendasi
funding-letter-ineligible = Surat keputusan: belum memenuhi syarat
funding-letter-approved = Surat keputusan: disetujui
funding-letter-waitlisted = Surat keputusan: daftar tunggu
funding-letter-rejected = Surat keputusan: tidak disetujui
funding-letter-objection-decision = Surat putusan keberatan
funding-letter-agreement = Naskah perjanjian hibah (NPHD)
funding-letter-addendum = Perubahan perjanjian hibah (adendum)
funding-letter-suspension = Surat penangguhan
funding-letter-termination = Surat penghentian
funding-letter-closing = Surat selesai
funding-letter-certificate = Piagam
funding-letter-tranche-refused = Surat penolakan pencairan
funding-letter-hand-over-note = Berita acara serah terima (BAST)
funding-letter-report-receipt = Tanda terima pengiriman laporan
funding-letter-report-returned = Surat pengembalian laporan
funding-letter-report-accepted = Tanda terima laporan penggunaan (LPJ)

# Official papers from outside.
funding-milestone-agenda = Nomor agenda
funding-milestone-sipd-number = Nomor pada sistem pemerintah daerah (SIPD)
funding-milestone-apip-review = Catatan reviu pengawas internal (APIP)
funding-milestone-kua-ppas = Rancangan anggaran (KUA-PPAS)
funding-milestone-tapd-letter = Surat tim anggaran (TAPD)
funding-milestone-budget-act = Peraturan anggaran daerah (APBD)
funding-milestone-decree-excerpt = Petikan keputusan penetapan
funding-milestone-spp-ls = Surat permintaan pembayaran (SPP-LS)
funding-milestone-spm-ls = Surat perintah membayar (SPM-LS)
funding-milestone-sts = Surat tanda setoran (STS)

# Entries of the ledger.
funding-ledger-ceiling = Dana pembukaan
funding-ledger-commit = Komitmen
funding-ledger-release = Komitmen dilepas
funding-ledger-pay = Pembayaran
funding-ledger-hand-over = Serah terima barang atau jasa
funding-ledger-return = Pembayaran kembali
funding-ledger-refund = Sisa dana dikembalikan
funding-ledger-recover = Tagihan pengembalian
