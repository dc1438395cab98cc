# The history of a file, as the applicant reads it. No line names a person.

# Of a call.
funding-happened-call-create = Pembukaan dibuat
funding-happened-call-edit = Naskah pembukaan diubah
funding-happened-call-publish = Pembukaan diterbitkan
funding-happened-call-open = Pembukaan dibuka
funding-happened-call-amend = Keterangan pembukaan diubah
funding-happened-call-close = Pembukaan ditutup
funding-happened-call-freeze-ranking = Peringkat dikunci
funding-happened-call-unfreeze = Peringkat dibuka lagi
funding-happened-call-finish = Pembukaan selesai
funding-happened-call-cancel = Pembukaan dibatalkan

# Of a proposal.
funding-happened-proposal-start = Draf proposal dibuat
funding-happened-proposal-edit = Draf disimpan
funding-happened-proposal-sign = Proposal ditandatangani
funding-happened-proposal-submit = Proposal dikirim
funding-happened-proposal-close-passed = Pembukaan ditutup sebelum draf dikirim
funding-happened-proposal-recall = Proposal dikembalikan menjadi draf
funding-happened-proposal-claim = Petugas mulai memeriksa berkas
funding-happened-proposal-return = Petugas meminta perbaikan
funding-happened-proposal-resubmit = Perbaikan dikirim
funding-happened-proposal-extend = Tenggat perbaikan diperpanjang
funding-happened-proposal-due-passed = Tenggat perbaikan lewat
funding-happened-proposal-ineligible = Diputuskan: belum memenuhi syarat
funding-happened-proposal-complete = Berkas dinyatakan lengkap
funding-happened-proposal-record = Tinjau lapangan dicatat
funding-happened-proposal-declare-conflict = Seorang penilai mundur
funding-happened-proposal-score = Satu penilaian masuk
funding-happened-proposal-close-review = Penilaian ditutup
funding-happened-proposal-ask-content = Petugas meminta perbaikan isi
funding-happened-proposal-recommend = Rekomendasi dibuat
funding-happened-proposal-send-budget = Diteruskan ke tim anggaran
funding-happened-proposal-budget-answered = Tim anggaran memberi jawaban
funding-happened-proposal-approve = Diputuskan: disetujui
funding-happened-proposal-waitlist = Diputuskan: daftar tunggu
funding-happened-proposal-promote = Naik dari daftar tunggu
funding-happened-proposal-reject = Diputuskan: tidak disetujui
funding-happened-proposal-object = Keberatan diajukan
funding-happened-proposal-uphold = Keberatan diputus: keputusan tetap
funding-happened-proposal-overturn = Keberatan diputus: keputusan dibatalkan
funding-happened-proposal-withdraw = Proposal ditarik
funding-happened-proposal-void = Proposal dibatalkan
funding-happened-proposal-reopen = Proposal dibuka kembali untuk perbaikan
funding-happened-proposal-correct = Rekomendasi ditinjau kembali
funding-happened-proposal-record-milestone = Surat resmi dicatat
funding-happened-proposal-reassign = Seorang penilai diganti
funding-happened-proposal-add-reviewer = Satu penilai lagi diminta
funding-happened-proposal-pass-claim = Pemeriksaan dilanjutkan petugas lain
funding-happened-own-record = Dicatat sendiri dari kabar instansi
funding-happened-proposal-extend-waitlist = Masa daftar tunggu diperpanjang

# Of an award.
funding-happened-award-create = Hibah ditawarkan
funding-happened-award-accept = Tawaran diterima
funding-happened-award-decline = Tawaran tidak diambil
funding-happened-award-not-taken-up = Tawaran ditutup karena tidak ada jawaban
funding-happened-award-draft-agreement = Naskah perjanjian dibuat
funding-happened-award-redraft = Naskah perjanjian dibuat ulang
funding-happened-award-sign-both = Perjanjian ditandatangani kedua pihak
funding-happened-award-amend = Perjanjian diubah
funding-happened-award-suspend = Hibah ditangguhkan
funding-happened-award-resume = Hibah berjalan lagi
funding-happened-award-terminate = Hibah dihentikan
funding-happened-award-settle = Uang yang diminta kembali sudah disetor
funding-happened-award-finish = Hibah selesai
funding-happened-award-renounce = Hibah dilepas oleh penerima

# Of an instalment.
funding-happened-tranche-request = Pencairan diminta
funding-happened-tranche-verify = Permintaan pencairan diperiksa
funding-happened-tranche-reject = Permintaan pencairan ditolak
funding-happened-tranche-approve = Permintaan pencairan disetujui
funding-happened-tranche-pay = Dana dicairkan
funding-happened-tranche-hand-over = Barang atau jasa diserahkan
funding-happened-tranche-fail = Pembayaran gagal
funding-happened-tranche-retry = Pembayaran dicoba lagi
funding-happened-tranche-give-back = Dana atau barang dikembalikan
funding-happened-tranche-account = Tahap ini sudah dipertanggungjawabkan
funding-happened-tranche-cancel = Tahap pencairan dibatalkan

# Of a report.
funding-happened-report-create = Laporan dijadwalkan
funding-happened-report-edit = Laporan disimpan
funding-happened-report-submit = Laporan dikirim
funding-happened-report-return = Laporan dikembalikan untuk dilengkapi
funding-happened-report-accept = Laporan diterima
funding-happened-report-due-passed = Laporan lewat tenggat
funding-happened-report-lift-block = Usaha boleh mengajukan lagi
