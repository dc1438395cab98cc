# Why a step of funding is not taken: what is missing, then what to do.
funding-refusal-not-this-state = Langkah ini tidak bisa diambil sekarang. Muat ulang halaman untuk melihat keadaan terbaru.
funding-refusal-not-your-duty = Langkah ini bukan tugas Anda. Minta orang yang bertugas melakukannya.
funding-refusal-not-found = Halaman ini tidak ada. Periksa lagi alamatnya.
funding-refusal-second-person-needed = Langkah ini perlu persetujuan orang kedua. Minta rekan yang bertugas menyetujuinya dulu.
funding-refusal-same-person-twice = Satu orang tidak boleh mengisi dua peran di sini. Minta orang lain mengambil langkah ini.
funding-refusal-countersign-stale = Isinya berubah, atau persetujuan pertama sudah lewat 5 hari. Minta orang pertama menyetujui lagi.
funding-refusal-signature-missing = Tanda tangan ketua dan bendahara belum lengkap. Minta tanda tangan yang masih kurang.
funding-refusal-signature-stale = Isinya berubah sesudah ditandatangani. Minta ketua dan bendahara menandatangani lagi.
funding-refusal-stale = Orang lain baru saja menyimpan perubahan. Muat ulang halaman, lalu tulis lagi perubahan Anda.
funding-refusal-not-due-yet = Belum waktunya untuk langkah ini. Coba lagi sesudah tenggatnya lewat.
funding-refusal-reason-missing = Alasan belum ditulis. Pilih atau tulis alasannya.
funding-refusal-reason-of-another-step = Alasan ini bukan untuk langkah ini. Pilih alasan lain dari daftar.
funding-refusal-due-too-soon = Tanggal ini terlalu dekat. Pilih tanggal sesudahnya.

# Calls.
funding-refusal-title-missing = Judul dan ringkasan pembukaan belum ditulis. Tulis keduanya dulu.
funding-refusal-weights-not-whole = Jumlah bobot kriteria belum 100. Ubah bobotnya sampai tepat 100.
funding-refusal-shares-not-whole = Bagian para pemberi dana belum berjumlah 100 persen. Ubah bagiannya sampai tepat 100 persen.
funding-refusal-ceiling-missing = Jumlah dana pembukaan belum diisi. Tulis dalam rupiah, contoh: 50000000.
funding-refusal-window-too-short = Masa pengajuan kurang dari 10 hari. Mundurkan tanggal tutupnya.
funding-refusal-publication-missing = Belum dipilih apa yang diumumkan tentang penerima. Pilih salah satu.
funding-refusal-holidays-missing = Daftar hari libur tahun itu belum ada. Minta pengelola situs mengisinya.
funding-refusal-panel-incomplete = Petugas untuk pembukaan ini belum lengkap. Tambah orang untuk tugas yang masih kosong.
funding-refusal-question-not-allowed = Ada pertanyaan yang tidak boleh diajukan kepada pengaju. Hapus atau ganti pertanyaan itu.
funding-refusal-amendment-not-allowed = Yang boleh berubah hanya tutup lebih lama, dana lebih besar, dan penjelasan. Hapus perubahan lainnya.
funding-refusal-not-ranked = Pembukaan ini tidak memakai peringkat. Putuskan menurut urutan berkas lengkap.
funding-refusal-proposals-under-way = Masih ada proposal yang diperiksa atau dinilai. Selesaikan semuanya dulu.
funding-refusal-objection-possible = Masih ada keberatan yang berjalan atau bisa diajukan. Tunggu sampai selesai.
funding-refusal-already-approved = Sudah ada proposal yang disetujui. Langkah ini hanya bisa sebelum ada persetujuan.
funding-refusal-proposals-live = Masih ada proposal yang belum selesai. Selesaikan semuanya dulu.
funding-refusal-waitlist-open = Masih ada proposal di daftar tunggu. Putuskan semuanya dulu.

# Writing and sending.
funding-refusal-call-not-open = Pembukaan ini tidak sedang dibuka. Lihat hibah lain yang sedang dibuka.
funding-refusal-enterprise-inactive = Usaha ini belum aktif. Lengkapi data usaha, lalu coba lagi.
funding-refusal-eligibility-not-met = Masih ada syarat yang belum terpenuhi. Buka cek syarat untuk melihat yang kurang.
funding-refusal-door-not-accepted = Bentuk badan ini belum diterima di pembukaan ini. Pilih badan lain yang diterima.
funding-refusal-other-proposal-live = Usaha Anda sudah punya proposal di pembukaan ini. Lanjutkan proposal itu.
funding-refusal-report-overdue = Laporan penggunaan (LPJ) usaha Anda sudah lama lewat tenggat. Kirim laporan itu dulu.
funding-refusal-sections-incomplete = Masih ada bagian proposal yang kosong. Lengkapi bagian yang ditandai.
funding-refusal-budget-over-ceiling = Jumlah anggaran melebihi batas pembukaan ini. Kurangi jumlah barang atau harganya.
funding-refusal-paper-missing = Masih ada berkas yang kurang. Tambahkan berkas yang ditandai.
funding-refusal-file-quarantined = Ada berkas yang belum aman dibuka. Hapus berkas itu dan kirim yang lain.
funding-refusal-warning-not-acknowledged = Ada peringatan tentang isi berkas. Baca peringatan itu dan tandai sudah dibaca.
funding-refusal-publication-unread = Penjelasan tentang pengumuman nama penerima belum dibaca. Baca dan tandai sudah dibaca.
funding-refusal-deadline-passed = Batas waktu pengajuan sudah lewat. Draf Anda tersimpan dan bisa disalin ke pembukaan lain.
funding-refusal-already-claimed = Proposal ini sudah mulai diperiksa. Muat ulang halaman untuk melihat keadaan terbaru.

# Checking.
funding-refusal-declaration-missing = Pernyataan tidak ada hubungan dengan pengaju belum ditandai. Tandai jika memang demikian.
funding-refusal-not-your-claim = Proposal ini dipegang pemeriksa lain. Minta ketua pembukaan mengalihkannya kalau perlu.
funding-refusal-nothing-listed = Daftar perbaikan masih kosong. Tandai paling sedikit satu hal.
funding-refusal-rounds-used-up = Kesempatan meminta perbaikan sudah habis. Putuskan berkas lengkap atau belum memenuhi syarat.
funding-refusal-not-listed = Bagian ini tidak diminta untuk diperbaiki, jadi tidak bisa diubah sekarang.
funding-refusal-items-unanswered = Masih ada hal di daftar perbaikan yang belum dijawab. Jawab semuanya dulu.
funding-refusal-extension-used = Tenggat ini sudah pernah diperpanjang. Perpanjangan hanya bisa satu kali.
funding-refusal-extension-too-long = Perpanjangan ini terlalu lama. Pilih tanggal yang lebih dekat.
funding-refusal-reminders-not-sent = Pengingat kepada pengaju belum terkirim semua. Tunggu sampai semuanya terkirim.
funding-refusal-checklist-incomplete = Masih ada pokok daftar periksa yang belum beres. Isi semuanya, atau minta perbaikan.
funding-refusal-duplicate-not-checked = Pendanaan ganda belum diperiksa. Periksa dan tulis hasilnya dulu.
funding-refusal-minutes-missing = Nomor atau tanggal berita acara belum diisi. Isi keduanya.
funding-refusal-photos-not-ready = Foto tinjau lapangan belum siap. Tunggu sebentar, atau kirim fotonya lagi.
funding-refusal-visit-not-announced = Kunjungan belum diberitahukan kepada pengaju. Beri tahu tanggalnya dulu.
funding-refusal-confidentiality-missing = Janji menjaga kerahasiaan belum disetujui kedua petugas. Minta keduanya menyetujui.
funding-refusal-not-reopenable = Proposal ini tidak bisa dibuka kembali. Pengaju bisa menyalinnya ke pembukaan lain.
funding-refusal-reopen-too-late = Batas 10 hari kerja untuk membuka kembali sudah lewat. Pengaju bisa menyalinnya ke pembukaan lain.
funding-refusal-reopen-used = Proposal ini sudah pernah dibuka kembali. Membuka kembali hanya bisa satu kali.

# Reviewing.
funding-refusal-others-seen = Anda sudah melihat nilai penilai lain. Minta ketua pembukaan menunjuk penilai lain.
funding-refusal-score-incomplete = Masih ada kriteria tanpa nilai. Isi nilai setiap kriteria.
funding-refusal-justification-missing = Nilai yang sangat rendah atau sangat tinggi perlu alasan. Tulis paling sedikit 30 huruf.
funding-refusal-reviews-missing = Penilaian yang masuk belum cukup. Tunggu, atau ganti penilai yang terlambat.
funding-refusal-content-revision-not-allowed = Pembukaan ini tidak membolehkan perbaikan isi. Nilai proposal seperti adanya.
funding-refusal-content-revision-used = Perbaikan isi sudah pernah diminta. Perbaikan isi hanya bisa satu kali.
funding-refusal-ranking-frozen = Peringkat sudah dikunci. Langkah ini hanya bisa sebelum peringkat dikunci.
funding-refusal-not-far-apart = Nilai para penilai tidak berjauhan. Tutup penilaian tanpa penilai tambahan.
funding-refusal-no-replacement = Belum ada penilai lain yang bisa menggantikan. Tambah penilai untuk pembukaan ini.

# Recommending and deciding.
funding-refusal-ranking-not-frozen = Peringkat belum dikunci. Kunci peringkat seluruh pembukaan dulu.
funding-refusal-order-skipped = Masih ada proposal yang gilirannya lebih dulu. Ikuti urutan, atau tulis alasannya.
funding-refusal-evaluation-incomplete = Evaluasi kesesuaian belum lengkap. Isi semua pokok bagian 3 dan 4 daftar periksa.
funding-refusal-amount-missing = Jumlah rupiah belum diisi. Tulis angka di atas nol, contoh: 2500000.
funding-refusal-amount-above-asked = Jumlah ini lebih besar dari yang diminta. Tulis paling banyak sebesar permintaan.
funding-refusal-amount-above-recommended = Jumlah ini lebih besar dari rekomendasi. Tulis paling banyak sebesar rekomendasi.
funding-refusal-cuts-do-not-add-up = Potongan tiap baris tidak cocok dengan jumlah akhirnya. Hitung lagi potongannya.
funding-refusal-milestone-missing = Ada surat resmi yang belum dicatat. Catat nomor dan tanggalnya dulu.
funding-refusal-budget-check-not-needed = Pembukaan ini tidak perlu pertimbangan tim anggaran. Lanjutkan ke keputusan.
funding-refusal-budget-struck = Anggaran untuk proposal ini dicoret. Pilihan yang tersisa: daftar tunggu atau penolakan.
funding-refusal-letter-missing = Nomor atau berkas surat tim anggaran belum ada. Isi nomornya dan tambahkan berkasnya.
funding-refusal-budget-result-missing = Hasil dari tim anggaran belum dicatat. Catat hasilnya dulu.
funding-refusal-recommendation-negative = Proposal ini tidak direkomendasikan untuk disetujui. Pilih daftar tunggu atau penolakan.
funding-refusal-ceiling-exceeded = Sisa dana pembukaan tidak cukup. Kurangi jumlahnya, atau pilih daftar tunggu.
funding-refusal-quota-full = Jumlah penerima sudah penuh. Pilih daftar tunggu atau penolakan.
funding-refusal-decree-missing = Nomor atau tanggal keputusan kepala daerah belum diisi. Isi keduanya.
funding-refusal-rank-missing = Urutan di daftar tunggu belum diisi. Tulis angka, mulai dari 1.
funding-refusal-nothing-released = Belum ada dana atau tempat yang bebas. Tunggu sampai ada yang dilepas.
funding-refusal-decider-has-acted = Keputusan sudah diambil. Rekomendasi ini tidak bisa diubah lagi.
funding-refusal-objection-window-closed = Waktu mengajukan keberatan sudah lewat. Anda masih bisa mengajukan proposal ke pembukaan lain.
funding-refusal-objection-used = Keberatan sudah pernah diajukan. Untuk satu proposal hanya bisa satu kali.

# Beside the main line.
funding-refusal-milestone-not-here = Surat ini tidak dicatat pada tahap ini. Pilih jenis surat yang sesuai.
funding-refusal-milestone-incomplete = Nomor atau tanggal surat belum diisi. Isi keduanya.
funding-refusal-not-external = Di pembukaan ini tahap dicatat oleh petugas. Anda tidak perlu mencatatnya sendiri.
funding-refusal-not-later = Tahap ini tidak datang sesudah tahap sekarang. Pilih tahap yang lebih lanjut.
funding-refusal-date-in-future = Tanggal ini belum tiba. Pilih hari ini atau sebelumnya.
funding-refusal-date-goes-back = Tanggal ini lebih awal dari catatan terakhir. Pilih tanggal yang sama atau sesudahnya.
funding-refusal-proof-missing = Bukti belum ditambahkan. Tambahkan foto atau berkas surat dari instansi.

# Awards and instalments.
funding-refusal-contact-missing = Upaya menghubungi penerima belum dicatat. Hubungi penerima, lalu catat tanggalnya.
funding-refusal-certificate-only = Pembukaan ini hanya memberi piagam. Perjanjian tidak diperlukan.
funding-refusal-not-a-certificate = Hibah ini berupa uang atau barang. Selesaikan perjanjian dan pencairannya dulu.
funding-refusal-budget-not-award = Jumlah anggaran belum sama dengan yang disetujui. Sesuaikan barisnya, lalu tandatangani lagi.
funding-refusal-scan-missing = Naskah bertanda tangan kedua pihak belum ada. Tambahkan hasil pindai keduanya.
funding-refusal-agreement-number-missing = Nomor perjanjian belum lengkap. Isi nomor dari kedua pihak.
funding-refusal-integrity-pact-missing = Pakta integritas belum ada. Tambahkan pakta yang sudah ditandatangani.
funding-refusal-account-not-verified = Rekening belum dicocokkan oleh dua petugas. Cocokkan nama rekening dengan nama badan.
funding-refusal-amount-below-paid = Jumlah baru lebih kecil dari yang sudah diberikan. Tulis paling sedikit sebesar itu.
funding-refusal-hearing-missing = Catatan mendengar penerima belum ada. Dengarkan penerima dan tambahkan catatannya.
funding-refusal-recovery-too-high = Jumlah yang ditagih lebih besar dari yang dipegang penerima. Kurangi jumlahnya.
funding-refusal-tranches-open = Masih ada tahap pencairan yang belum selesai. Selesaikan semuanya dulu.
funding-refusal-report-not-accepted = Laporan penggunaan (LPJ) belum diterima instansi. Selesaikan laporan itu dulu.
funding-refusal-ledger-not-zero = Catatan dana belum habis. Catat dulu sisa yang dilepas atau dikembalikan.
funding-refusal-already-paid = Uang atau barang sudah diberikan. Bicarakan pengembaliannya dengan instansi dulu.
funding-refusal-award-not-active = Perjanjian hibah ini tidak sedang berjalan. Tunggu sampai perjanjian berjalan lagi.
funding-refusal-amount-above-remainder = Jumlah ini melebihi sisa yang bisa dicairkan. Tulis paling banyak sebesar sisanya.
funding-refusal-form-differs = Bentuk hibahnya tidak cocok. Catat uang sebagai pembayaran, barang sebagai serah terima.
funding-refusal-payment-order-missing = Nomor atau tanggal surat perintah pencairan dana (SP2D) belum diisi. Isi keduanya.
funding-refusal-hand-over-incomplete = Berita acara serah terima belum lengkap. Isi nomor, tanggal, daftar barang, dan foto.
funding-refusal-note-missing = Nomor bukti pengembalian belum diisi. Tulis nomor dari surat setor atau surat pengembalian.

# Reports.
funding-refusal-receipts-do-not-add-up = Jumlah bukti belum sama dengan belanja tiap baris. Tambah bukti, atau perbaiki jumlahnya.
funding-refusal-variance-unexplained = Ada baris yang jauh berbeda dari rencana. Tulis penjelasan di baris itu.
funding-refusal-unspent-missing = Masih ada sisa dana. Tulis apakah sisanya sudah atau akan dikembalikan.
funding-refusal-accounts-do-not-balance = Belanja dan pengembalian belum sama dengan yang diterima. Periksa jumlahnya, atau kembalikan laporan ini.
funding-refusal-ledger-refused = Catatan dana tidak menerima jumlah ini. Periksa lagi jumlah yang dibayar dan dikembalikan.
